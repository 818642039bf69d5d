# Two branches as a stream for `git fast-import`: `main` with 1,968 commits and `topic` with 237, each of which changes
# a line of a text. Every other commit of `topic` takes over one of `main`; for half of these it has changed a line
# beside it before, so that only author, date and subject still tell.

function line(branch, f, n) { return (branch, f, n) in changed ? changed[branch, f, n] : "Line " n " of text " f ", as it was in the beginning." }

function text(branch, f,    n, all) {
    all = ""
    for (n = 1; n <= 80; n++) all = all line(branch, f, n) "\n"
    return "M 100644 inline texts/" f % 20 "/" f ".txt\ndata " length(all) "\n" all "\n"
}

# `time` is the author's; a commit that is taken over keeps it.
function commit(branch, subject, time, from,    message) {
    message = subject "\n\nIt explains itself at some length, as messages do.\n"
    printf "commit refs/heads/%s\nmark :%d\nauthor Dana <dana@example.org> %d +0000\n", branch, ++mark, time
    printf "committer Dana <dana@example.org> %d +0000\ndata %d\n%s\n", 1700000000 + mark * 60, length(message), message
    if (from) printf "from :%d\n", from
}

function edit(branch, f, n, content) {
    changed[branch, f, n] = content
    printf "%s", text(branch, f)
}

# Each commit of main has a line of its own, five lines away from the next one.
function main_commit(branch, i, from) {
    commit(branch, "TASK-" i % 100 + 1 ": change number " i, 1600000000 + i * 60, from)
    edit(branch, i % 200, 10 + 5 * int(i / 200), "What change number " i " made of it.")
}

# A line beside the one that main's commit i changed, within the three lines that a patch shows around it.
function topic_commit(i, number, from) {
    commit("topic", "TASK-" number % 100 + 1 ": preparation " number, 1650000000 + number * 60, from)
    edit("topic", i % 200, 11 + 5 * int(i / 200), "What preparation " number " made of it.")
}

BEGIN {
    commit("main", "TASK-1: begin", 1500000000, 0)
    for (f = 0; f < 200; f++) printf "%s", text("main", f)
    print ""
    for (i = 1; i <= 1968; i++) main_commit("main", i, mark)
    for (number = 1; number <= 237; number++) {
        taken = int(number / 2) * 16
        from = number == 1 ? 1 : mark
        if (number % 2 == 0) main_commit("topic", taken, from)
        else topic_commit(number % 4 == 1 ? taken + 16 : taken + 5, number, from)
    }
}
