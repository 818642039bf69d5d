import System

/// A number for what a commit changed, by which those that did the same or took it back are found without looking at trees again.
/// That of the exact reversal is its negative.
///
/// Equal numbers are a hint: whoever relies on it compares the files.
package struct ChangeSum: Hashable, Sendable {
    package private(set) var value: UInt64

    package init(value: UInt64 = 0) { self.value = value }

    /// That of what takes the change back.
    package var reversed: ChangeSum { ChangeSum(value: 0 &- value) }

    /// Adds what one file became.
    package mutating func add(path: ArraySlice<UInt8>, old: TreeEntry.Identity?, new: TreeEntry.Identity?) {
        let place = Checksum.of(path)
        value &+= Self.number(of: new, at: place) &- Self.number(of: old, at: place)
    }

    private static func number(of file: TreeEntry.Identity?, at place: UInt64) -> UInt64 {
        guard let file else { return 0 }
        return Checksum.mixed(file.id.mixed(into: place), UInt64(file.mode.rawValue))
    }
}
