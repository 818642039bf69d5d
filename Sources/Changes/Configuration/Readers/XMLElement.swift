/// An element that is read or being read.
struct XMLElement {
    struct Attribute: Hashable {
        let name: [UInt8]
        let value: [UInt8]
    }

    let name: [UInt8]
    /// Where its tag begins.
    let line: Int
    /// Sorted by name.
    let attributes: [Attribute]
    var elements: [XMLElement] = []
    /// All text that stands directly in it, with that of CDATA sections.
    var text: [UInt8] = []
}
