import Changes
import Git
import Ledger
package import Releases

/// Configuration changes for people: by configuration item, then file, then key.
package struct ConfigurationText {
    private let changes: ConfigurationChanges
    private let width: Int?
    private let palette: Palette

    /// - Parameter width: the columns of the terminal; nil where nothing is to be cut.
    package init(_ changes: ConfigurationChanges, width: Int? = nil, palette: Palette = .plain) {
        self.changes = changes
        self.width = width
        self.palette = palette
    }

    package var text: String { lines.map { $0 + "\n" }.joined() }

    package var lines: [String] {
        guard !changes.isEmpty else { return ["no configuration changes"] }
        return changes.groups.enumerated().flatMap { position, group in
            let heading = palette(SafeText.line(group.item ?? "no configuration item"), .bold)
            return (position == 0 ? [] : [""]) + [heading] + group.files.flatMap(lines)
        }
    }

    private func lines(_ file: ConfigurationChanges.File) -> [String] {
        let rows = file.entries.map { entry in
            [
                Table.Cell("    " + SafeText.line(entry.change.path.text)),
                Table.Cell(SafeText.line(entry.change.sentence)),
                Table.Cell(SafeText.line(entry.attribution)),
            ]
        }
        let more = file.moreChanges > 0 ? ["    and \(counted(file.moreChanges, "more change"))"] : []
        let columns = [Table.Column(shrinks: true, limit: 44), .init(shrinks: true, limit: 36), .init()]
        let table = Table(columns, rows: rows).text(width: width)
        return ["  " + SafeText.line(file.title)] + table.split(separator: "\n").map(String.init) + more
    }
}

extension ConfigurationChanges.File {
    /// The file, where it stood before, and why it is told by lines.
    var title: String {
        let before = file.oldPath.map { " (was \($0.pathText))" } ?? ""
        return file.path.pathText + before + (note.map { " (\($0))" } ?? "")
    }

    /// Nil where the file is told by key.
    var note: String? {
        switch (file.kind, reading) {
        case (.symbolicLink, _): "a symbolic link, by line"
        case (.submodule, _): "a submodule, by line"
        case (.file, .byKey): nil
        case (.file, .byLine(because: nil)): "by line"
        case (.file, .byLine(let reason?)): "by line, for \(reason.description)"
        }
    }
}

extension ConfigurationChanges.Entry {
    /// The items behind the change, or where it comes from; and what goes with it.
    var attribution: String {
        let lost = goes.isEmpty ? nil : "goes: " + goes.prefix(3).map(\.abbreviated).joined(separator: " ")
        let items = items.map(\.shown).joined(separator: ", ")
        guard items.isEmpty else { return [items, lost].compactMap(\.self).joined(separator: "; ") }
        return lost ?? origin
    }

    /// Where a change comes from that belongs to no item.
    private var origin: String {
        guard !commits.isEmpty else { return "no commit of this part: the base has it otherwise" }
        return "no item: " + commits.prefix(3).map(\.abbreviated).joined(separator: " ")
    }
}

extension ConfigurationChange {
    /// `10 → 20`, `added: 20`, `removed: 10`, `in another order`, `moved from old/config.yaml`.
    var sentence: String {
        switch kind {
        case .added: "added" + (new.map { ": \($0)" } ?? "")
        case .removed: "removed" + (old.map { ": \($0)" } ?? "")
        case .changed: isSecret && old == new ? "changed: \(new ?? "")" : "\(old ?? "") → \(new ?? "")"
        case .reordered: "in another order"
        case .moved: "moved from \(old ?? "")"
        }
    }
}
