#ifndef VBP_CCRYPTO_SHIM_H
#define VBP_CCRYPTO_SHIM_H

#include "../CLinux/library.h"
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/opensslv.h>

#define VBP_TEXT(number) VBP_TEXT_OF(number)
#define VBP_TEXT_OF(number) #number

#define VBP_CRYPTO_FUNCTIONS(each)                                                                                     \
    each(EVP_MD_CTX_new) each(EVP_MD_CTX_free) each(EVP_sha256) each(EVP_DigestInit_ex) each(EVP_DigestUpdate)         \
    each(EVP_DigestFinal_ex) each(OpenSSL_version)

// It is loaded with the first digest: most commands make none, and to load it takes a process longer than anything else
// that it does before its work.
VBP_LIBRARY(vbp_crypto, "libcrypto.so." VBP_TEXT(OPENSSL_SHLIB_VERSION), VBP_CRYPTO_FUNCTIONS)

#endif
