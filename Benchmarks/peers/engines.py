"""The search engines and tokenizers beside which Yingda is measured, each behind one interface.

An engine is made of questions (texts or lists of words, as `reads` says), tells the bytes of its
index and answers a query with the numbers of the best ten questions. All run on one thread.
"""
import os
import sqlite3
import tempfile

DEPTH = 10


class BM25S:
    """bm25s with its numba backend, over words."""

    reads = "words"
    batch = True

    def __init__(self, questions):
        import bm25s

        self.retriever = bm25s.BM25(backend="numba")
        self.retriever.index(questions, show_progress=False)
        scores = self.retriever.scores
        self.bytes = sum(scores[name].nbytes for name in ("data", "indices", "indptr"))
        self.known = self.retriever.vocab_dict
        # What a query of unknown words asks for instead: bm25s reads past its index for none.
        self.stand_in = [next(word for word in self.known if word)]

    @classmethod
    def warm_up(cls):
        """Lets numba compile, which takes a minute and is no part of building an index."""
        few = cls([["a", "b"], ["c", "d"]] * DEPTH)
        few.search_all([["a", "c"]])

    def search_all(self, queries):
        known = [[word for word in query if word in self.known] or self.stand_in for query in queries]
        found, _ = self.retriever.retrieve(
            known, k=DEPTH, n_threads=1, show_progress=False, backend_selection="numba")
        return found.tolist()

    def search(self, query):
        return self.search_all([query])[0]


class Tantivy:
    """tantivy over words that a space parts, one segment, in memory-mapped files."""

    reads = "words"
    batch = False

    def __init__(self, questions):
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
        builder.add_integer_field("id", stored=False, fast=True)
        self.folder = tempfile.TemporaryDirectory()
        self.index = tantivy.Index(builder.build(), path=self.folder.name)
        writer = self.index.writer(heap_size=400_000_000, num_threads=1)
        for number, words in enumerate(questions):
            writer.add_document(tantivy.Document(text=" ".join(words), id=number))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()
        self.schema = self.index.schema
        self.tantivy = tantivy
        self.bytes = folder_bytes(self.folder.name)
        # With one segment, documents are numbered in the order in which they were added.
        self.numbered = self.searcher.num_segments == 1

    def search(self, query):
        terms = [
            (self.tantivy.Occur.Should, self.tantivy.Query.term_query(self.schema, "text", word, "freq"))
            for word in set(query)
        ]
        hits = self.searcher.search(self.tantivy.Query.boolean_query(terms), DEPTH, count=False).hits
        if self.numbered:
            return [address.doc for _, address in hits]
        return self.searcher.fast_field_values("id", [address for _, address in hits])


class Xapian:
    """Xapian's BM25 over words, a glass database on disk."""

    reads = "words"
    batch = False

    def __init__(self, questions):
        import xapian

        self.xapian = xapian
        self.folder = tempfile.TemporaryDirectory()
        base = xapian.WritableDatabase(self.folder.name, xapian.DB_CREATE_OR_OVERWRITE)
        base.begin_transaction()
        for words in questions:
            document = xapian.Document()
            for word in words:
                document.add_term(word[:60])
            base.add_document(document)
        base.commit_transaction()
        base.close()
        self.enquire = xapian.Enquire(xapian.Database(self.folder.name))
        self.bytes = folder_bytes(self.folder.name)

    def search(self, query):
        terms = [word[:60] for word in query]
        self.enquire.set_query(self.xapian.Query(self.xapian.Query.OP_OR, terms))
        return [match.docid - 1 for match in self.enquire.get_mset(0, DEPTH)]


class FTS5:
    """SQLite's full-text search over trigrams of the raw text, contentless, in memory."""

    reads = "text"
    batch = False

    def __init__(self, questions):
        self.base = sqlite3.connect(":memory:")
        self.base.execute("create virtual table q using fts5(text, content='', tokenize='trigram')")
        self.base.executemany(
            "insert into q(rowid, text) values (?, ?)", ((n, t) for n, t in enumerate(questions)))
        self.base.commit()
        pages = self.base.execute("pragma page_count").fetchone()[0]
        self.bytes = pages * self.base.execute("pragma page_size").fetchone()[0]

    def search(self, query):
        grams = {query[i:i + 3].replace('"', '""') for i in range(len(query) - 2)}
        if not grams:
            return []
        wanted = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        rows = self.base.execute(
            "select rowid from q where q match ? order by rank limit ?", (wanted, DEPTH))
        return [row[0] for row in rows]


def folder_bytes(folder):
    return sum(entry.stat().st_size for entry in os.scandir(folder) if entry.is_file())


ENGINES = {"bm25s": BM25S, "tantivy": Tantivy, "xapian": Xapian, "fts5": FTS5}
