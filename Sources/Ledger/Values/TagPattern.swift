/// How release tags are written: literal text around one `{version}`, such as `v{version}` or `kafka-{version}`.
///
/// Tag names are without `refs/tags/`. `{version}` stands for a whole `Version`, so it begins with a digit: the pattern
/// `{version}` takes in `2.4.0`, but neither `v2.4.0` nor `xena-eol`.
package struct TagPattern: Hashable, Sendable {
    private static let placeholder = "{version}"

    private let prefix: String
    private let suffix: String

    /// Reads a pattern as a policy or an option has it.
    package init(_ text: String) throws(TagPatternError) {
        guard text.utf8.count <= 100 else { throw .tooLong(bytes: text.utf8.count) }
        guard let (prefix, suffix) = Self.parted(text.utf8[...]) else { throw .noVersion }
        guard Self.parted(suffix) == nil else { throw .severalVersions }
        try self.init(
            prefix: String(decoding: prefix, as: UTF8.self), suffix: String(decoding: suffix, as: UTF8.self))
    }

    /// What stands before and behind the first placeholder.
    private static func parted(
        _ text: Substring.UTF8View
    ) -> (prefix: Substring.UTF8View, suffix: Substring.UTF8View)? {
        guard let start = text.indices.first(where: { text[$0...].starts(with: placeholder.utf8) }) else { return nil }
        return (text[..<start], text[start...].dropFirst(placeholder.utf8.count))
    }

    /// Joins the literal text before and after the version.
    init(prefix: String, suffix: String) throws(TagPatternError) {
        guard !(prefix + suffix).utf8.contains(where: "{}".utf8.contains) else { throw .brace }
        guard isTagName("\(prefix)1\(suffix)".utf8) else { throw .notATagName(example: "\(prefix)1.0.0\(suffix)") }
        self.prefix = prefix
        self.suffix = suffix
    }

    /// The version that the tag is of, or nil if the pattern does not cover the tag.
    package func version(ofTag name: some Collection<UInt8>, scheme: VersionScheme = .natural) -> Version? {
        guard name.count > prefix.utf8.count + suffix.utf8.count, name.starts(with: prefix.utf8) else { return nil }
        let rest = name.dropFirst(prefix.utf8.count)
        guard rest.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else { return nil }
        return Version(String(decoding: rest.dropLast(suffix.utf8.count), as: UTF8.self), scheme: scheme)
    }

    /// The version that the tag is of, or nil if the pattern does not cover the tag.
    package func version(ofTag name: String, scheme: VersionScheme = .natural) -> Version? {
        version(ofTag: name.utf8, scheme: scheme)
    }

    /// What the tag has besides the version, in bytes: of two patterns that cover a tag the one with more says more.
    var literalLength: Int { prefix.utf8.count + suffix.utf8.count }

    /// What stands before and behind the version.
    package var literals: (before: String, after: String) { (prefix, suffix) }

    /// A tag of this pattern that cannot be made where one of another name exists, or all of them: Git keeps a tag `v1.0/x` in a
    /// folder `v1.0`, and a folder is no tag. Nil where there is none.
    func blocked(by name: String, scheme: VersionScheme) -> String? {
        let folders = name.indices.filter { name[$0] == "/" }.map { String(name[..<$0]) }
        if let tag = folders.first(where: { version(ofTag: $0, scheme: scheme) != nil }) { return tag }
        if prefix.hasPrefix(name + "/") { return description }
        let heads = suffix.indices.filter { suffix[$0] == "/" }.map { suffix[..<$0] }
        let isFolder = heads.contains { head in
            name.hasPrefix(prefix) && name.hasSuffix(head) && name.utf8.count > prefix.utf8.count + head.utf8.count
                && Version(String(name.dropFirst(prefix.count).dropLast(head.count)), scheme: scheme) != nil
        }
        return isFolder ? description : nil
    }

    /// Whether the tag is named so, by natural versions.
    package func covers(_ name: String) -> Bool { version(ofTag: name) != nil }

    /// The name of the tag that the version gets.
    package func tag(for version: Version) -> String { prefix + version.text + suffix }
}

extension TagPattern: CustomStringConvertible {
    package var description: String { prefix + Self.placeholder + suffix }
}

/// Why a text is no tag pattern.
package enum TagPatternError: Error, Equatable, CustomStringConvertible {
    case tooLong(bytes: Int)
    case noVersion
    case severalVersions
    case brace
    case notATagName(example: String)

    package var description: String {
        switch self {
        case .tooLong(let bytes): "it has \(bytes) bytes, more than 100"
        case .noVersion: "it has no {version}"
        case .severalVersions: "it has more than one {version}"
        case .brace: "{version} is all that braces are for"
        case .notATagName(let example): "Git does not take a tag \(example)"
        }
    }
}

/// Whether Git accepts the name for a tag (`git help check-ref-format`, and no leading `-`, as `git tag` asks for).
private func isTagName(_ name: String.UTF8View) -> Bool {
    let refused = " ~^:?*[\\\u{7F}".utf8
    guard !name.starts(with: "-".utf8), !name.contains(where: { $0 < 0x20 || refused.contains($0) }) else {
        return false
    }
    guard name.last != UInt8(ascii: "."), ["..", "@{"].allSatisfy({ !name.contains($0.utf8) }) else { return false }
    return name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && part.first != UInt8(ascii: ".") && !part.suffix(5).elementsEqual(".lock".utf8)
    }
}
