#ifndef VBP_CCRYPTO_SHIM_H
#define VBP_CCRYPTO_SHIM_H

#include <dlfcn.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/opensslv.h>

#define VBP_TEXT(number) VBP_TEXT_OF(number)
#define VBP_TEXT_OF(number) #number
#define VBP_CRYPTO_LIBRARY "libcrypto.so." VBP_TEXT(OPENSSL_SHLIB_VERSION)

#define VBP_CRYPTO_FUNCTIONS(each)                                                                                     \
    each(EVP_MD_CTX_new) each(EVP_MD_CTX_free) each(EVP_sha256) each(EVP_DigestInit_ex) each(EVP_DigestUpdate)         \
    each(EVP_DigestFinal_ex) each(OpenSSL_version)

/// The functions of libcrypto that are used.
///
/// The library is loaded with the first digest: most commands make none, and to load it takes a process longer than
/// anything else that it does before its work.
struct vbp_crypto {
#define VBP_MEMBER(name) __typeof__(&name) name;
    VBP_CRYPTO_FUNCTIONS(VBP_MEMBER)
#undef VBP_MEMBER
};

/// Loads the library; gives null, or what is wrong.
static inline const char *vbp_crypto_load(struct vbp_crypto *crypto) {
    void *library = dlopen(VBP_CRYPTO_LIBRARY, RTLD_NOW);
    if (library == 0) return dlerror();
#define VBP_FIND(name)                                                                                                 \
    crypto->name = (__typeof__(&name))dlsym(library, #name);                                                           \
    if (crypto->name == 0) return dlerror();
    VBP_CRYPTO_FUNCTIONS(VBP_FIND)
#undef VBP_FIND
    return 0;
}

/// A SHA-256 that bytes are fed to; null when libcrypto has none.
static inline EVP_MD_CTX *vbp_sha256_begin(const struct vbp_crypto *crypto) {
    EVP_MD_CTX *context = crypto->EVP_MD_CTX_new();
    if (context != 0 && crypto->EVP_DigestInit_ex(context, crypto->EVP_sha256(), 0) == 1) return context;
    crypto->EVP_MD_CTX_free(context);
    return 0;
}

/// Writes the digest of everything that was fed.
static inline int vbp_sha256_end(const struct vbp_crypto *crypto, EVP_MD_CTX *context, unsigned char digest[32]) {
    unsigned int length = 0;
    return crypto->EVP_DigestFinal_ex(context, digest, &length) == 1 && length == 32;
}

/// The version of the library that runs.
static inline const char *vbp_openssl_version(const struct vbp_crypto *crypto) {
    return crypto->OpenSSL_version(OPENSSL_VERSION_STRING);
}

#endif
