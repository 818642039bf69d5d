import Changes
import Git
import Ledger
package import Releases

/// `README.md` of a package: what is in it, how to check it, and how to put it in place and take it back.
package struct PackageReadme {
    private let handOver: HandOver
    private let tag: String
    private let isWhole: Bool
    private let submodules: [String]
    private let pointers: [String]

    /// - Parameter pointers: the files that are pointers of Git LFS.
    package init(_ handOver: HandOver, tag: String, isWhole: Bool, submodules: [String], pointers: [String]) {
        self.handOver = handOver
        self.tag = tag
        self.isWhole = isWhole
        self.submodules = submodules
        self.pointers = pointers
    }

    package var text: String {
        var page = Page(title: "Release \(handOver.version)")
        page.section(
            "What this is",
            [
                .list(
                    [
                        "Tag \(tag) on commit \(handOver.commit)",
                        isWhole
                            ? "files: the whole tree of that commit, byte for byte"
                            : "files: the configuration items that the release changes, byte for byte",
                        "manifest.json: what the release consists of, for programs",
                        "SHA256SUMS: the digests of all files",
                    ] + submodules.map { "Not contained, as it is a submodule: \($0)" }
                        + pointers.map { "A pointer of Git LFS, without the content that it names: \($0)" })
            ])
        page.section(
            "How to check it",
            [
                .commands("sha256sum --check --strict --quiet SHA256SUMS\n"),
                .paragraph("In a clone, and with the archive itself, which is packed anew and compared:"),
                .commands("sluice package \(handOver.version) --verify <archive>\n"),
            ])
        let briefing = handOver.briefing
        page.section("Deployment", steps(briefing.deployment, "No RfC has a deployment plan of its own."))
        page.section("Back-out", steps(briefing.backOut, "No RfC has a back-out plan."))
        if !handOver.configuration.isEmpty {
            page.section("Configuration changes", handOver.configuration.blocks(level: 3))
        }
        return page.text(.markdown)
    }

    private func steps(_ steps: [ReleaseBriefing.Instruction], _ nothing: String) -> [Page.Block] {
        steps.isEmpty ? [.paragraph(nothing)] : [.entries(steps.map(\.entry))]
    }
}
