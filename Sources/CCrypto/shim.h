#ifndef VBP_CCRYPTO_SHIM_H
#define VBP_CCRYPTO_SHIM_H

#include <openssl/crypto.h>
#include <openssl/evp.h>

/// A SHA-256 that bytes are fed to; null when libcrypto has none.
static inline EVP_MD_CTX *vbp_sha256_begin(void) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context != 0 && EVP_DigestInit_ex(context, EVP_sha256(), 0) == 1) return context;
    EVP_MD_CTX_free(context);
    return 0;
}

static inline int vbp_sha256_feed(EVP_MD_CTX *context, const void *bytes, unsigned long count) {
    return EVP_DigestUpdate(context, bytes, count);
}

/// Writes the digest of everything that was fed.
static inline int vbp_sha256_end(EVP_MD_CTX *context, unsigned char digest[32]) {
    unsigned int length = 0;
    return EVP_DigestFinal_ex(context, digest, &length) == 1 && length == 32;
}

static inline void vbp_sha256_free(EVP_MD_CTX *context) { EVP_MD_CTX_free(context); }

/// The version of the library that runs.
static inline const char *vbp_openssl_version(void) { return OpenSSL_version(OPENSSL_VERSION_STRING); }

#endif
