package import Changes
import Git
package import Releases

/// What a person should know of a commit beside its items, one sentence each, without a full stop.
package struct CommitRemarks {
    package let sentences: [String]

    package init(_ linked: LinkedCommit) {
        let paths = linked.mergedContent.map(\.pathText).joined(separator: ", ")
        sentences =
            (paths.isEmpty ? [] : ["the merge changes by itself: \(paths)"])
            + linked.reading.nearMisses.map(\.sentence) + linked.reading.warnings.map(\.sentence)
            + [AbsurdDate(ofCommitAt: linked.commit.committerTime)].compactMap { $0?.sentence }
    }
}

extension AbsurdDate {
    fileprivate var sentence: String {
        switch self {
        case .unset: "it is dated 1970 or earlier, or its date cannot be read: the clock was not set"
        case .future: "it is dated 2100 or later: the clock was wrong"
        }
    }

    /// The stable name for JSON.
    var name: String { "absurd-date:\(rawValue)" }
}

extension NearMiss {
    /// `"KAKFA-17173" links nothing; did it mean KAFKA-17173?`
    package var sentence: String {
        "\"\(String(decoding: text, as: UTF8.self))\" links nothing; did it mean \(suggestion)?"
    }
}

extension MessageWarning {
    package var sentence: String {
        switch self {
        case .nulByte(let offset): "the message has a NUL byte at \(offset), and Git reads no further"
        case .hiddenTrailer(let trailer): trailer.sentence
        }
    }

    /// The stable name for JSON.
    var name: String {
        switch self {
        case .nulByte: "nul-byte"
        case .hiddenTrailer(let trailer): "hidden-trailer:\(trailer.cause.rawValue)"
        }
    }
}

extension HiddenTrailer {
    fileprivate var sentence: String {
        let value = items.map(\.shown).joined(separator: ", ")
        return "Git does not see the trailer \"\(name): \(value)\": \(cause.sentence)"
    }
}

extension HiddenTrailer.Cause {
    fileprivate var sentence: String {
        switch self {
        case .firstParagraph: "no blank line stands between it and the subject"
        case .blankLine: "a blank line stands between it and the last paragraph"
        case .breakingChange: "the name \"BREAKING CHANGE\" has a space; write BREAKING-CHANGE or move the line up"
        case .prose: "other text stands in the same paragraph"
        }
    }
}
