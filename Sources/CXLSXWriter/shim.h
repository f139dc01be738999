#ifndef VBP_CXLSXWRITER_SHIM_H
#define VBP_CXLSXWRITER_SHIM_H

#include "../CLinux/library.h"
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zlib.h>

#define VBP_XLSXWRITER_FUNCTIONS(each)                                                                                 \
    each(chart_add_series) each(chart_axis_set_name) each(chart_legend_set_position) each(chart_series_set_name)       \
    each(chart_set_series_gap) each(chart_title_set_name) each(format_set_align) each(format_set_bg_color)             \
    each(format_set_bold) each(format_set_bottom) each(format_set_font_color) each(format_set_font_size)               \
    each(format_set_indent) each(format_set_num_format) each(format_set_text_wrap) each(lxw_version)                   \
    each(workbook_add_chart) each(workbook_add_format) each(workbook_add_worksheet) each(workbook_close)               \
    each(workbook_new) each(workbook_set_properties) each(worksheet_autofilter) each(worksheet_fit_to_pages)           \
    each(worksheet_freeze_panes) each(worksheet_insert_chart_opt) each(worksheet_merge_range)                          \
    each(worksheet_print_area) each(worksheet_repeat_rows) each(worksheet_set_column) each(worksheet_set_footer)       \
    each(worksheet_set_landscape) each(worksheet_set_paper) each(worksheet_set_row)                                    \
    each(worksheet_write_formula_num) each(worksheet_write_number) each(worksheet_write_string)

// It is loaded with the first workbook, as libcrypto, which it brings, is with the first digest.
VBP_LIBRARY(vbp_xlsxwriter, "libxlsxwriter.so." LXW_SOVERSION, VBP_XLSXWRITER_FUNCTIONS)

/// A file that exists in memory only; -1 when there can be none.
static inline int vbp_memory_file(const char *name) { return (int)syscall(SYS_memfd_create, name, 1 /* MFD_CLOEXEC */); }

/// Inflates a member of a ZIP archive, which has no header of its own; 1 when it gives exactly the bytes expected.
static inline int vbp_inflate(
    const unsigned char *source, unsigned long count, unsigned char *target, unsigned long expected
) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return 0;
    stream.next_in = (Bytef *)source;
    stream.avail_in = (uInt)count;
    stream.next_out = target;
    stream.avail_out = (uInt)expected;
    int result = inflate(&stream, Z_FINISH);
    unsigned long written = stream.total_out;
    inflateEnd(&stream);
    return result == Z_STREAM_END && written == expected;
}

#endif
