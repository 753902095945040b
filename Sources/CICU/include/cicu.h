// Opaque shim over libicu: coarse calls, no ICU header visible to importers.
// (ICU headers and Foundation cannot be imported into one Swift file.)
#ifndef CICU_H
#define CICU_H
#include <stdint.h>

#pragma clang assume_nonnull begin

/// A word breaker for one user at a time.
typedef struct cicu_breaker cicu_breaker;

/// Opens a word breaker for Chinese text; null when ICU's data cannot be loaded.
cicu_breaker *_Nullable cicu_breaker_open(void);
void cicu_breaker_close(cicu_breaker *breaker);
/// Writes the ends of the words of `text` into `ends` and returns their count, or a negative value on failure.
int32_t cicu_breaker_segment(cicu_breaker *breaker, const uint16_t *text, int32_t length,
                             int32_t *ends, int32_t capacity);

/// NFKC with case folding. Returns the length written, or a negative value when it does not fit or fails.
int32_t cicu_nfkc_casefold(const uint16_t *source, int32_t length, uint16_t *target,
                           int32_t capacity);

/// Transforms text in place by ICU's transliterator `id`. Returns the new length, negative on failure.
int32_t cicu_transliterate(const char *id, uint16_t *text, int32_t length, int32_t capacity);

/// The kind of a code point: 0 other, 1 Han, 2 letter, 3 digit, 4 white space or control,
/// 5 punctuation or symbol, 6 emoji, 7 mark or another code point that may join its neighbour.
int32_t cicu_kind(uint32_t code_point);

#pragma clang assume_nonnull end
#endif
