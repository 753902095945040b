import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;

/**
 * Measures Lucene on the data of `yingda bench --write-data` and prints a JSON line.
 *
 * Usage: LucenePeer DATA SIZE words|bigrams. Documents stand in one segment; the query is the
 * disjunction of its terms; the first ten are collected with block-max pruning as by default.
 */
public final class LucenePeer {
  private static final double BUDGET_SECONDS = 4;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    int size = Integer.parseInt(arguments[1]);
    boolean words = arguments[2].equals("words");
    List<String> queries = new ArrayList<>();
    List<Integer> right = new ArrayList<>();
    for (String line : Files.readAllLines(data.resolve("queries-" + size + ".tsv"))) {
      int tab = line.lastIndexOf('\t');
      queries.add(line.substring(0, tab));
      right.add(Integer.parseInt(line.substring(tab + 1)));
    }
    if (words) queries = Files.readAllLines(data.resolve("queries-" + size + ".words"));
    Analyzer analyzer = words ? new WhitespaceAnalyzer() : new CJKAnalyzer();
    Path folder = Files.createTempDirectory("lucene");
    Path source = data.resolve(words ? "questions-" + size + ".words" : "questions.txt");
    double start = System.nanoTime() * 1e-9;
    build(folder, analyzer, source, size);
    double build = System.nanoTime() * 1e-9 - start;
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) bytes += Files.size(file);
    }
    try (DirectoryReader reader = DirectoryReader.open(new MMapDirectory(folder))) {
      measure(new IndexSearcher(reader), analyzer, queries, right, size, arguments[2], build, bytes);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static void build(Path folder, Analyzer analyzer, Path source, int size)
      throws IOException {
    FieldType type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.setTokenized(true);
    type.freeze();
    IndexWriterConfig config = new IndexWriterConfig(analyzer).setRAMBufferSizeMB(1024);
    try (IndexWriter writer = new IndexWriter(new MMapDirectory(folder), config);
        Stream<String> lines = Files.lines(source)) {
      for (String line : (Iterable<String>) lines.limit(size)::iterator) {
        Document document = new Document();
        document.add(new Field("text", line, type));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  private static int[] search(IndexSearcher searcher, Analyzer analyzer, String text)
      throws IOException {
    LinkedHashSet<String> terms = new LinkedHashSet<>();
    try (TokenStream tokens = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) terms.add(term.toString());
      tokens.end();
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String term : terms) {
      query.add(new TermQuery(new Term("text", term)), BooleanClause.Occur.SHOULD);
    }
    ScoreDoc[] hits = searcher.search(query.build(), 10).scoreDocs;
    return Arrays.stream(hits).mapToInt(hit -> hit.doc).toArray();
  }

  private static double now() {
    return THREADS.getCurrentThreadCpuTime() * 1e-9;
  }

  private static void measure(
      IndexSearcher searcher, Analyzer analyzer, List<String> queries, List<Integer> right,
      int size, String name, double build, long bytes) throws IOException {
    int asked = 0;
    double reciprocal = 0;
    double warm = now();
    while (asked < queries.size() && now() - warm < BUDGET_SECONDS) {
      int[] hits = search(searcher, analyzer, queries.get(asked));
      for (int rank = 0; rank < hits.length; rank++) {
        if (hits[rank] == right.get(asked)) reciprocal += 1.0 / (rank + 1);
      }
      asked++;
    }
    // The compiler of the virtual machine takes its time.
    double more = now();
    while (now() - more < 3) {
      for (int i = 0; i < Math.min(asked, 500); i++) search(searcher, analyzer, queries.get(i));
    }
    double[][] latencies = new double[asked][3];
    double[] rounds = new double[3];
    for (int round = 0; round < 3; round++) {
      double start = now();
      for (int i = 0; i < asked; i++) {
        double begun = now();
        search(searcher, analyzer, queries.get(i));
        latencies[i][round] = now() - begun;
      }
      rounds[round] = now() - start;
    }
    double[] medians = new double[asked];
    for (int i = 0; i < asked; i++) {
      Arrays.sort(latencies[i]);
      medians[i] = latencies[i][1];
    }
    Arrays.sort(medians);
    Arrays.sort(rounds);
    System.out.println(
        String.format(
            Locale.ROOT,
            "{\"engine\": \"lucene-%s\", \"size\": %d, \"reads\": \"%s\", \"queries\": %d, "
                + "\"us_per_query\": %.3f, \"p50_us\": %.3f, \"p99_us\": %.3f, "
                + "\"mrr_at_10\": %.6f, \"build_seconds\": %.3f, \"bytes\": %d}",
            name, size, name.equals("words") ? "words" : "text", asked, rounds[1] / asked * 1e6,
            medians[asked / 2] * 1e6, medians[Math.min(asked - 1, asked * 99 / 100)] * 1e6,
            reciprocal / asked, build, bytes));
  }
}
