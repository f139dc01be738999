#ifndef VBP_CLINUX_SHIM_H
#define VBP_CLINUX_SHIM_H

#include <malloc.h> // mallopt, which Glibc's module does not have
#include <sys/syscall.h>
#include <unistd.h>

// Values of linux/fs.h, which Glibc's module does not have.
enum { VBP_RENAME_NOREPLACE = 1, VBP_RENAME_EXCHANGE = 2 };

/// renameat2(2): a rename in one step that takes no other file's place, or makes two names change places.
static inline int vbp_rename(const char *from, const char *to, int flags) {
    return (int)syscall(SYS_renameat2, -100 /* AT_FDCWD */, from, -100, to, flags);
}

#endif
