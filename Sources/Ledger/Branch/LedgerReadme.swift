/// What a person reads who opens the ledger's branch.
enum LedgerReadme {
    static let text = """
        # The ledger of this repository's changes

        This branch is kept by Sluice. It holds who asked for which change, which commits belong to it, and who approved
        what for which release: one small file for each fact, named by its time and the hash of its content.

        Files are only ever added. Do not edit, delete or merge anything here by hand: a changed or missing record is
        found, and the release gate stays shut. Use the `sluice` command.

            trust/<n>/policy        the rules in force; the highest n counts
            items/…                 requests for change, tasks, problems, incidents
            commits/…               what was said of a commit by hand
            releases/<release>/…    plan, sign-offs and the manifest of what was tagged

        """
}
