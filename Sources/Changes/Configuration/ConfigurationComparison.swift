/// The configuration changes between two versions of a file.
package struct ConfigurationComparison: Hashable, Sendable {
    package enum Reading: Hashable, Sendable {
        case byKey
        /// By changed lines; the reason is nil for formats that have no keys.
        case byLine(because: NotReadable?)
    }

    package let reading: Reading
    /// In the order of the old file, what was added after what stands there; at most `ConfigurationLimits.changes`.
    package let changes: [ConfigurationChange]
    /// How many more changes there are than told.
    package let moreChanges: Int

    /// Compares two versions of one file.
    ///
    /// - Parameters:
    ///   - old: the file before; nil where there was none.
    ///   - new: the file after; nil where there is none any more.
    ///   - move: the first change, where the file was moved.
    ///   - mode: the change after that, where the file's mode is another one.
    package init(
        old: [UInt8]?, new: [UInt8]?, format: ConfigurationFormat, move: ConfigurationChange.Move? = nil,
        mode: ConfigurationChange.Mode? = nil
    ) {
        let whole = [move.map { ConfigurationChange($0) }, mode.map { ConfigurationChange($0) }].compactMap(\.self)
        do throws(NotReadable) {
            guard format.hasKeys else { throw NotReadable(line: 0, reason: .unexpected) }
            let trees = (try Self.tree(old, format), try Self.tree(new, format))
            self.init(
                reading: .byKey, listed: TreeComparer.changes(from: trees.0, to: trees.1, format: format), whole)
        } catch {
            let comparer = LineComparer(format: format)
            self.init(
                reading: .byLine(because: format.hasKeys ? error : nil), listed: comparer.changes(from: old, to: new),
                whole)
        }
    }

    private init(reading: Reading, listed: BoundedChanges, _ whole: [ConfigurationChange]) {
        self.reading = reading
        changes = whole + listed.changes
        moreChanges = listed.more
    }

    private static func tree(
        _ bytes: [UInt8]?, _ format: ConfigurationFormat
    ) throws(NotReadable) -> ConfigurationNode? {
        guard let bytes else { return nil }
        return SecretMarking.marked(try ConfigurationNode(bytes, format: format))
    }
}

/// Changes, the first of them one by one and the rest counted.
struct BoundedChanges {
    private(set) var changes: [ConfigurationChange] = []
    private(set) var more = 0

    mutating func append(_ change: @autoclosure () -> ConfigurationChange) {
        if changes.count < ConfigurationLimits.changes { changes.append(change()) } else { more += 1 }
    }
}
