# One line of a table, from one line of results.
BEGIN { FS = "\t" }

function bound_value(text,    parts) {
    return split(text, parts, "/") == 2 ? parts[1] / parts[2] : text + 0
}

function time(ms) {
    return ms == "-" ? "-" : ms < 10000 ? sprintf("%.1f ms", ms) : sprintf("%.1f s", ms / 1000)
}

function memory(kilobytes) { return kilobytes == "-" ? "-" : sprintf("%d MB", kilobytes / 1024) }

{
    ours = $3 == "count" ? $5 : $3 == "MB" ? sprintf("%.0f MB", $5) : time($5)
    ratio = $6 == "-" ? "-" : sprintf("%.2f", $5 / $6)
    figure = $3 == "ratio" ? $5 / $6 : $5
    unit = $3 == "ratio" ? "" : " " $3
    verdict = $4 == "-" ? "-" : $4 unit (figure <= bound_value($4) ? "" : " missed")
    # A ratio of a few hundredths is told in full where the bound is one.
    if (ratio != "-" && ratio < 0.1) ratio = sprintf("%.3f", $5 / $6)
    printf "%-52s %11s %11s %7s  %-11s %7s %7s\n", $2, ours, time($6), ratio, verdict, memory($7), memory($8)
}
