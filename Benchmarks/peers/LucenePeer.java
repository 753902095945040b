import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
 * Lucene on the data of `yingda bench --write-data`: measures it, then asks it in turns, by the
 * protocol of turns.py.
 *
 * Usage: LucenePeer words|bigrams DATA SIZE. Documents stand in one segment; the query is the
 * disjunction of its terms; the first ten are collected with block-max pruning as by default.
 */
public final class LucenePeer {
  private static final double BUDGET_SECONDS = 4;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final IndexSearcher searcher;
  private final Analyzer analyzer;
  private final List<String> queries;
  private int place = 0;

  private LucenePeer(IndexSearcher searcher, Analyzer analyzer, List<String> queries) {
    this.searcher = searcher;
    this.analyzer = analyzer;
    this.queries = queries;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3
        || !List.of("words", "bigrams").contains(arguments[0])
        || !arguments[2].matches("[0-9]+")) {
      System.err.println("Usage: LucenePeer words|bigrams DATA SIZE");
      System.exit(2);
    }
    boolean words = arguments[0].equals("words");
    Path data = Path.of(arguments[1]);
    int size = Integer.parseInt(arguments[2]);
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
      LucenePeer peer = new LucenePeer(new IndexSearcher(reader), analyzer, queries);
      tell(
          "{\"ready\": [{\"engine\": \"lucene-%s\", \"kind\": \"search\", \"size\": %d, "
              + "\"reads\": \"%s\", \"build_seconds\": %.3f, \"bytes\": %d, %s}]}",
          arguments[0], size, words ? "words" : "text", build, bytes, peer.measure(right));
      peer.answerTurns();
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

  private int[] search(String text) throws IOException {
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

  private static void tell(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
    System.out.flush();
  }

  private static double now() {
    return THREADS.getCurrentThreadCpuTime() * 1e-9;
  }

  /** What reading the clock twice costs. */
  private static double clockSeconds() {
    double[] costs = new double[1000];
    for (int i = 0; i < costs.length; i++) {
      double start = now();
      costs[i] = now() - start;
    }
    Arrays.sort(costs);
    return costs[costs.length / 2];
  }

  /** The members of the row that tell of hits and latencies. */
  private String measure(List<Integer> right) throws IOException {
    int asked = 0;
    double reciprocal = 0;
    double warm = now();
    while (asked < queries.size() && now() - warm < BUDGET_SECONDS) {
      int[] hits = search(queries.get(asked));
      for (int rank = 0; rank < hits.length; rank++) {
        if (hits[rank] == right.get(asked)) reciprocal += 1.0 / (rank + 1);
      }
      asked++;
    }
    // The compiler of the virtual machine takes its time.
    double more = now();
    while (now() - more < 3) {
      for (int i = 0; i < Math.min(asked, 500); i++) search(queries.get(i));
    }
    double clock = clockSeconds();
    double[][] latencies = new double[asked][3];
    for (int pass = 0; pass < 3; pass++) {
      for (int i = 0; i < asked; i++) {
        double begun = now();
        search(queries.get(i));
        latencies[i][pass] = Math.max(0, now() - begun - clock);
      }
    }
    double[] medians = new double[asked];
    for (int i = 0; i < asked; i++) {
      Arrays.sort(latencies[i]);
      medians[i] = latencies[i][1];
    }
    Arrays.sort(medians);
    return String.format(
        Locale.ROOT,
        "\"queries\": %d, \"mrr_at_10\": %.6f, \"p50_us\": %.3f, \"p99_us\": %.3f",
        asked, reciprocal / asked, medians[asked / 2] * 1e6,
        medians[Math.min(asked - 1, asked * 99 / 100)] * 1e6);
  }

  /** Answers lines COUNT ENGINE; there is one engine here. */
  private void answerTurns() throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = lines.readLine()) != null; ) {
      int count = Integer.parseInt(line.substring(0, line.indexOf(' ')));
      double start = now();
      for (int i = 0; i < count; i++) {
        search(queries.get(place));
        place = (place + 1) % queries.size();
      }
      tell("{\"seconds\": %.9f}", now() - start);
    }
  }
}
