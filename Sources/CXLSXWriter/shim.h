#ifndef VBP_CXLSXWRITER_SHIM_H
#define VBP_CXLSXWRITER_SHIM_H

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zlib.h>

/// A file that exists in memory only; -1 when there can be none.
static inline int vbp_memory_file(const char *name) { return (int)syscall(SYS_memfd_create, name, 1 /* MFD_CLOEXEC */); }

/// Inflates a member of a ZIP archive, which has no header of its own; 1 when it gives exactly the bytes expected.
static inline int vbp_inflate(
    const unsigned char *source, unsigned long count, unsigned char *target, unsigned long expected
) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return 0;
    stream.next_in = (Bytef *)source;
    stream.avail_in = (uInt)count;
    stream.next_out = target;
    stream.avail_out = (uInt)expected;
    int result = inflate(&stream, Z_FINISH);
    unsigned long written = stream.total_out;
    inflateEnd(&stream);
    return result == Z_STREAM_END && written == expected;
}

#endif
