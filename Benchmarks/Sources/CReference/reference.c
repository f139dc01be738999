#include "reference.h"

#include <fcntl.h>
#include <libxml/parser.h>
#include <string.h>
#include <unistd.h>

static void start(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
    const xmlChar **namespace_list, int attributes, int defaulted, const xmlChar **attribute_list
) {
    ++*(long *)context;
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {}
static void characters(void *context, const xmlChar *text, int count) {}
static int read_bytes(void *context, char *buffer, int count) { return (int)read(*(int *)context, buffer, count); }
static int close_nothing(void *context) { return 0; }

long reference_parse(const char *path) {
    int file = open(path, O_RDONLY);
    if (file < 0) return -1;
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start;
    handler.endElementNs = end;
    handler.characters = characters;
    long elements = 0;
    xmlParserCtxtPtr parser =
        xmlCreateIOParserCtxt(&handler, &elements, read_bytes, close_nothing, &file, XML_CHAR_ENCODING_NONE);
    xmlParseDocument(parser);
    int well_formed = parser->wellFormed;
    xmlFreeParserCtxt(parser);
    close(file);
    return well_formed ? elements : -1;
}
