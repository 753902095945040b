#include "cicu.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

struct cicu_breaker {
  UBreakIterator *iterator;
};

cicu_breaker *cicu_breaker_open(void) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
  if (U_FAILURE(status)) return NULL;
  cicu_breaker *breaker = malloc(sizeof *breaker);
  if (!breaker) {
    ubrk_close(iterator);
    return NULL;
  }
  breaker->iterator = iterator;
  return breaker;
}

void cicu_breaker_close(cicu_breaker *breaker) {
  ubrk_close(breaker->iterator);
  free(breaker);
}

int32_t cicu_breaker_segment(cicu_breaker *breaker, const uint16_t *text, int32_t length,
                             int32_t *ends, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(breaker->iterator, (const UChar *)text, length, &status);
  if (U_FAILURE(status)) return -1;
  int32_t count = 0;
  ubrk_first(breaker->iterator);
  for (int32_t end = ubrk_next(breaker->iterator); end != UBRK_DONE;
       end = ubrk_next(breaker->iterator)) {
    if (count == capacity) return -2;
    ends[count++] = end;
  }
  return count;
}

int32_t cicu_nfkc_casefold(const uint16_t *source, int32_t length, uint16_t *target,
                           int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&status);
  if (U_FAILURE(status)) return -1;
  int32_t written = unorm2_normalize(normalizer, (const UChar *)source, length, (UChar *)target,
                                     capacity, &status);
  return U_FAILURE(status) ? -2 : written;
}

int32_t cicu_transliterate(const char *id, uint16_t *text, int32_t length, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UChar name[128];
  u_uastrncpy(name, id, 127);
  name[127] = 0;
  UTransliterator *transform = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (U_FAILURE(status)) return -1;
  int32_t limit = length;
  int32_t total = length;
  utrans_transUChars(transform, (UChar *)text, &total, capacity, 0, &limit, &status);
  utrans_close(transform);
  return U_FAILURE(status) ? -2 : total;
}

int32_t cicu_kind(uint32_t code_point) {
  UChar32 c = (UChar32)code_point;
  if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) return 1;
  switch (u_charType(c)) {
    case U_DECIMAL_DIGIT_NUMBER:
      return 3;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return 7;
    case U_CONTROL_CHAR:
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return 4;
    default:
      break;
  }
  if (c > 0xff && u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION)) return 6;
  if (c > 0xff && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) return 6;
  if (u_isalpha(c)) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    if (script == USCRIPT_HANGUL && c < 0x3130) return 7;
    return 2;
  }
  if (u_ispunct(c) || u_charType(c) == U_MATH_SYMBOL || u_charType(c) == U_CURRENCY_SYMBOL ||
      u_charType(c) == U_MODIFIER_SYMBOL || u_charType(c) == U_OTHER_SYMBOL)
    return 5;
  return 0;
}
