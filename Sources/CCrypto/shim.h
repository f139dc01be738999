#ifndef VBP_CCRYPTO_SHIM_H
#define VBP_CCRYPTO_SHIM_H

#include <openssl/evp.h>

/// The SHA-256 digest of a byte range; 1 when it succeeded.
static inline int vbp_sha256(const void *bytes, unsigned long count, unsigned char digest[32]) {
    unsigned int length = 0;
    return EVP_Digest(bytes, count, digest, &length, EVP_sha256(), 0) == 1 && length == 32;
}

#endif
