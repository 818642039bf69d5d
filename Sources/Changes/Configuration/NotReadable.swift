/// Why a file cannot be told by key, and where. Data only; `description` is the sentence.
package struct NotReadable: Error, Hashable, Sendable {
    package enum Reason: Error, Hashable, Sendable {
        case tooLarge, tooDeep, tooManyValues
        case notUTF8, controlCharacter, loneCarriageReturn, unusualLineBreak
        case unexpected, unexpectedEnd, badEscape, unclosedQuote
        case repeatedKey([UInt8])
        case notXML, unknownEntity, entityDeclaration, mixedContent, notPropertyList, binaryPropertyList
        case namespace, unknownPrefix([UInt8])
        case tab, indentation, complexKey, keyOverLines, unknownAlias, tag, directive, markerLine, mergeKey
        case templateLike, nestedOnOneLine, blockScalarHeader
        case badNumber, badKey, tableTwice, noSeparator, ambiguousContinuation, ambiguousComment, noSection
        case sectionAndKey([UInt8])
    }

    /// Counted from 1.
    package let line: Int
    package let reason: Reason

    package init(line: Int, reason: Reason) {
        self.line = line
        self.reason = reason
    }
}

extension NotReadable: CustomStringConvertible {
    package var description: String { "line \(line): \(reason)" }
}

extension NotReadable.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge: "the file is too large to be read by key"
        case .tooDeep: "values are nested too deep"
        case .tooManyValues: "there are too many values"
        case .notUTF8: "the text is not UTF-8"
        case .controlCharacter: "a control character stands in the text"
        case .loneCarriageReturn: "a carriage return stands without a line feed"
        case .unusualLineBreak: "a line break stands here that not every program takes for one"
        case .unexpected: "this is not expected here"
        case .unexpectedEnd: "the text ends too early"
        case .badEscape: "this escape is not known"
        case .unclosedQuote: "a quotation mark is not closed"
        case .repeatedKey(let key): "the key `\(Self.shown(key))` stands twice"
        case .notXML: "the text is not well-formed XML"
        case .unknownEntity: "an entity is not one of XML's own"
        case .entityDeclaration: "entities or other declarations stand in the document type"
        case .mixedContent: "text stands among elements"
        case .notPropertyList: "this is not a property list"
        case .binaryPropertyList: "this property list is binary"
        case .namespace: "this breaks the rules of XML namespaces"
        case .unknownPrefix(let prefix): "no namespace is declared for the prefix `\(Self.shown(prefix))`"
        case .tab: "a tab stands where it can be taken for indentation"
        case .indentation: "the indentation fits nothing above"
        case .complexKey: "a key is not plain text"
        case .keyOverLines: "a key spans lines"
        case .unknownAlias: "an alias has no anchor"
        case .tag: "a tag is not known"
        case .directive: "a directive is not known"
        case .markerLine: "content stands on the line of a document marker"
        case .mergeKey: "`<<` merges something else than mappings"
        case .templateLike: "a template stands here"
        case .nestedOnOneLine: "a mapping or list begins within a line"
        case .blockScalarHeader: "the header of a block scalar is not known"
        case .badNumber: "this is neither a number nor a date"
        case .badKey: "this is no key"
        case .tableTwice: "a table is defined twice"
        case .noSeparator: "no separator follows the key"
        case .ambiguousContinuation: "this may continue the line above or not"
        case .ambiguousComment: "this may be a comment or not"
        case .noSection: "this stands in no section"
        case .sectionAndKey(let key): "`\(Self.shown(key))` is both a section and a key"
        }
    }

    private static func shown(_ key: [UInt8]) -> String {
        Secrets.isHeld(in: key[...]) ? Secrets.mark : ShownText.cut(key)
    }
}
