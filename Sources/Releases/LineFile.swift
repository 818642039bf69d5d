import Ledger

/// A file, or the files of one sort in a folder, that people change for a release: a version, a change log, another document,
/// a translation, as far as names show. What is exempt needs no item at all, so that programs and their settings are none.
package struct LineFile: Hashable {
    /// As a policy writes it.
    package let pattern: String
    /// What is to be there in a tree that has such files: the file, or the folder.
    let place: String
    /// Whether it says so little about the product that commits which name items change it as well: a change log, a translation.
    package let mayHaveItems: Bool

    /// Nil for other files, and for a path that a pattern cannot say.
    package init?(path: [UInt8]) {
        let slash = path.lastIndex(of: UInt8(ascii: "/")) ?? -1
        let name = String(decoding: path[(slash + 1)...], as: UTF8.self).lowercased()
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let (stem, ending) = (String(name[..<dot]), String(name[dot...]))
        // Build files, whatever their ending.
        guard !["cmakelists", "requirements", "constraints"].contains(where: stem.hasSuffix) else { return nil }
        if let folder = Self.folder(of: path), let endings = Self.folders[folder.name], endings.contains(ending) {
            guard let text = Self.text(of: path[..<folder.end]) else { return nil }
            (pattern, place, mayHaveItems) = ("\(text)/**/*\(ending)", text, true)
            return
        }
        let isLog =
            (ending.isEmpty || Self.notes.contains(ending))
            && ["changes", "changelog", "news", "history", "notes", "release"].contains { stem.contains($0) }
        mayHaveItems = isLog || Self.translations.contains(ending) || name == ".gitreview"
        let isVersion = stem == "version" || stem.hasSuffix("_version") || stem.hasSuffix("-version")
        guard mayHaveItems || isVersion || Self.documents.contains(ending), let text = Self.text(of: path[...]) else {
            return nil
        }
        (pattern, place) = (text, text)
    }

    /// A path as a pattern that means this path alone; nil where a pattern cannot say it.
    private static func text(of path: ArraySlice<UInt8>) -> String? {
        guard let text = String(validating: path, as: UTF8.self), !text.contains(where: { "*?[]\\\"!#".contains($0) }),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
            let pattern = try? PathPattern(text), pattern.matches(path: Array(path))
        else { return nil }
        return text
    }

    private static let documents: Set = [".txt", ".md", ".rst", ".adoc", ".html", ".pdf"]
    private static let notes = documents.union([".xml", ".yaml", ".yml"])
    private static let translations: Set = [".po", ".pot"]

    /// Folders of notes and translations, and what files in them end in.
    private static let folders = [
        "relnotes": notes, "releasenotes": notes, "release-notes": notes, "release_notes": notes, "changelogs": notes,
        "locale": translations, "locales": translations, "po": translations, "l10n": translations, "i18n": translations,
    ]

    /// The outermost such folder of a path.
    private static func folder(of path: [UInt8]) -> (name: String, end: Int)? {
        var start = 0
        while let slash = path[start...].firstIndex(of: UInt8(ascii: "/")) {
            let name = String(decoding: path[start..<slash], as: UTF8.self).lowercased()
            if folders[name] != nil { return (name, slash) }
            start = slash + 1
        }
        return nil
    }
}
