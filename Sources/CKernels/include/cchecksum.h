// A checksum that is the same on every machine.
#ifndef CCHECKSUM_H
#define CCHECKSUM_H
#include <stdint.h>

/// A checksum of some bytes, whose place counts.
uint64_t ck_checksum(const void *_Nullable bytes, int64_t count);

#endif
