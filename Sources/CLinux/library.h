#ifndef VBP_CLINUX_LIBRARY_H
#define VBP_CLINUX_LIBRARY_H

#include <dlfcn.h>

/// Declares a structure of the functions that are used of a shared library, and NAME_load, which loads the library and
/// finds them; it gives null, or what is wrong.
///
/// FUNCTIONS is a macro that applies its argument to the name of each; their types are those of the library's header.
#define VBP_LIBRARY(NAME, FILE, FUNCTIONS)                                                                             \
    struct NAME {                                                                                                      \
        FUNCTIONS(VBP_LIBRARY_MEMBER)                                                                                  \
    };                                                                                                                 \
    static inline const char *NAME##_load(struct NAME *functions) {                                                    \
        void *library = dlopen(FILE, RTLD_NOW);                                                                        \
        if (library == 0) return dlerror();                                                                            \
        FUNCTIONS(VBP_LIBRARY_FIND)                                                                                    \
        return 0;                                                                                                      \
    }
#define VBP_LIBRARY_MEMBER(name) __typeof__(&name) name;
#define VBP_LIBRARY_FIND(name)                                                                                         \
    functions->name = (__typeof__(&name))dlsym(library, #name);                                                        \
    if (functions->name == 0) return dlerror();

#endif
