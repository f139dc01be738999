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

#endif
