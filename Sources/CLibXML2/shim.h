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

// Of glibc; <string.h> declares it only with _GNU_SOURCE, which would make other headers differ from Swift's.
extern void *memrchr(const void *block, int byte, size_t count);

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

/// Where the parser stands: a byte range of its buffer, what came before the buffer, line and column.
typedef struct {
    const unsigned char *base;
    const unsigned char *current;
    unsigned long consumed;
    int line;
    int column;
} vbp_position;

static inline vbp_position vbp_parser_position(xmlParserCtxtPtr context) {
    vbp_position position = { 0, 0, 0, 1, 1 };
    if (context != 0 && context->input != 0) {
        position.base = context->input->base;
        position.current = context->input->cur;
        position.consumed = context->input->consumed;
        position.line = context->input->line;
        position.column = context->input->col;
    }
    return position;
}

static inline int vbp_is_well_formed(xmlParserCtxtPtr context) { return context->wellFormed; }

/// Puts a validator between a parser and its callbacks; null when there is no memory for that.
static inline xmlSchemaSAXPlugPtr vbp_plug_schema(xmlSchemaValidCtxtPtr validator, xmlParserCtxtPtr parser) {
    return xmlSchemaSAXPlug(validator, &parser->sax, &parser->userData);
}

/// A parser with these callbacks; null when there is no memory for it.
static inline xmlParserCtxtPtr vbp_new_parser(const xmlSAXHandler *handler) {
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context != 0) *context->sax = *handler;
    return context;
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
    unsigned long position = 0;
    while (position < count) {
        // Between two '<' that stand no further apart than the limit, there cannot be more '='.
        unsigned long room = limit - current, rest = count - position;
        const unsigned char *open = memrchr(bytes + position, '<', rest < room ? rest : room);
        if (open != 0) {
            position = (unsigned long)(open - bytes) + 1;
            current = 0;
            continue;
        }
        for (; position < count && bytes[position] != '<'; position++) {
            if (bytes[position] == '=' && ++current > limit) return 1;
        }
        if (position < count) {
            position++;
            current = 0;
        }
    }
    *running = current;
    return 0;
}

#endif
