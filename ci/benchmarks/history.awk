# A history as a stream for `git fast-import`: a file changed by each commit, and with merges=20 a merged side branch in
# every twenty commits. A tag v1.<n>.0 stands on commit `first`, and then on every commit after `every` more.
# Variables: commits, items, first, every, merges.

function file(i) {
    content = "change " i "\nof many\n"
    printf "M 100644 inline src/%d/%d.txt\ndata %d\n%s\n", i % 20, i % 400, length(content), content
}

# Of twenty, commits 11 to 15 are the side branch, 16 to 19 grow next to it, the last one merges both.
function change(i,    fork, end, side) {
    fork = int(merges / 2)
    end = int(merges * 3 / 4)
    if (i > 1) printf "from :%d\n", merges && i % merges == end + 1 ? i - 1 - (end - fork) : i - 1
    if (!merges || i % merges) return file(i)
    printf "merge :%d\n", i - (merges - end)
    for (side = i - (merges - fork) + 1; side <= i - (merges - end); side++) file(side)
}

BEGIN {
    for (i = 1; i <= commits; i++) {
        message = sprintf("TASK-%d: change number %d\n\nIt explains itself at some length, as messages do.\n", i % items + 1, i)
        printf "commit refs/heads/main\nmark :%d\ncommitter Dana <dana@example.org> %d +0000\n", i, 1500000000 + i * 60
        printf "data %d\n%s\n", length(message), message
        change(i)
        if (i >= first && (i - first) % every == 0) printf "reset refs/tags/v1.%d.0\nfrom :%d\n\n", tags++, i
    }
}
