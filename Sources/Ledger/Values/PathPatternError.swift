/// Why a text is no path pattern.
package enum PathPatternError: Error, Equatable, CustomStringConvertible {
    case empty
    case tooLong(bytes: Int)
    case emptyFolderName
    case dotFolder
    case danglingEscape
    case partialDoubleStar
    case unclosedSet
    case reversedRange
    case slashInSet

    package var description: String {
        switch self {
        case .empty: "it is empty"
        case .tooLong(let bytes): "it has \(bytes) bytes, more than 1024"
        case .emptyFolderName: "it has two slashes in a row"
        case .dotFolder: "paths begin at the top of the tree and have no `.` or `..` in them"
        case .danglingEscape: "nothing follows its last `\\`"
        case .partialDoubleStar: "`**` stands for whole folders, as in `docs/**` or `**/*.md`"
        case .unclosedSet: "a `[` has no `]`"
        case .reversedRange: "a range between brackets runs backwards"
        case .slashInSet: "a `/` stands between brackets, where it can never match"
        }
    }
}
