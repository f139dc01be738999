#ifndef VBP_CLIBXML2_SHIM_H
#define VBP_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, whose UErrorCode clashes with the one of the Swift toolchain:
// the declarations that need it are left out before any other header of libxml2 is read.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

#include <string.h>

/// A SAX2 handler table that is all zero but for the marks that libxml2 wants.
static inline xmlSAXHandler vbp_sax_handler(void) {
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    return handler;
}

/// The version of the library that runs.
static inline const char *vbp_libxml2_version(void) { return xmlParserVersion; }

static inline void vbp_say_nothing(void *context, const char *message, ...) {}

/// Keeps libxml2 from writing to standard error, in this thread and in every later one; findings say what is wrong.
static inline void vbp_silence(void) {
    xmlSetGenericErrorFunc(0, vbp_say_nothing);
    xmlThrDefSetGenericErrorFunc(0, vbp_say_nothing);
}

/// Where the parser stands: a byte range of its buffer, line and column.
typedef struct {
    const unsigned char *base;
    const unsigned char *current;
    int line;
    int column;
} vbp_position;

static inline vbp_position vbp_parser_position(xmlParserCtxtPtr context) {
    vbp_position position = { 0, 0, 1, 1 };
    if (context != 0 && context->input != 0) {
        position.base = context->input->base;
        position.current = context->input->cur;
        position.line = context->input->line;
        position.column = context->input->col;
    }
    return position;
}

static inline int vbp_is_well_formed(xmlParserCtxtPtr context) { return context->wellFormed; }

static inline void vbp_free_parser(xmlParserCtxtPtr context) {
    if (context->myDoc != 0) {
        xmlFreeDoc(context->myDoc);
        context->myDoc = 0;
    }
    xmlFreeParserCtxt(context);
}

/// Whether more than `limit` '=' stand between two '<' somewhere in a block of bytes: no tag has more attributes than
/// that, since no '<' can stand in a tag. `running` carries the count since the last '<' from block to block.
///
/// `width` is 1 for encodings that keep ASCII as it is, 2 for UTF-16; `big_endian` says which of two bytes counts.
static inline int vbp_has_many_attributes(
    const unsigned char *bytes, unsigned long count, unsigned long limit, unsigned long *running, int width,
    int big_endian
) {
    unsigned long current = *running;
    if (width == 2) {
        for (unsigned long i = 0; i + 1 < count; i += 2) {
            unsigned char high = big_endian ? bytes[i] : bytes[i + 1];
            unsigned char low = big_endian ? bytes[i + 1] : bytes[i];
            if (high != 0) continue;
            if (low == '<') current = 0;
            else if (low == '=' && ++current > limit) return 1;
        }
        *running = current;
        return 0;
    }
    // At most 255 bytes a block, so that a byte can count them; a multiple of 16, so that they are counted at once.
    for (unsigned long start = 0; start < count; start += 240) {
        unsigned long end = start + 240 < count ? start + 240 : count;
        unsigned char equals = 0, opens = 0;
        for (unsigned long i = start; i < end; i++) {
            equals += bytes[i] == '=';
            opens |= bytes[i] == '<';
        }
        if (current + equals <= limit) {
            // Too few to pass the limit here: only the count after the last '<' goes on.
            if (!opens) {
                current += equals;
            } else {
                current = 0;
                for (unsigned long i = end; bytes[i - 1] != '<'; i--) current += bytes[i - 1] == '=';
            }
            continue;
        }
        for (unsigned long i = start; i < end; i++) {
            if (bytes[i] == '<') current = 0;
            else if (bytes[i] == '=' && ++current > limit) return 1;
        }
    }
    *running = current;
    return 0;
}

#endif
