#ifndef VBP_REFERENCE_H
#define VBP_REFERENCE_H

/// Parses a file through libxml2's SAX2 callbacks, which do nothing; the number of elements, or -1.
long reference_parse(const char *path);

#endif
