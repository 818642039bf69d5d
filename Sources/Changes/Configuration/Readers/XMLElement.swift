/// An element that is read or being read.
struct XMLElement {
    struct Attribute: Hashable {
        let name: [UInt8]
        let value: [UInt8]
    }

    /// A processing instruction (2.6): a text for the program that its target names.
    struct Instruction: Hashable {
        let target: [UInt8]
        let text: [UInt8]
    }

    let name: [UInt8]
    /// Where its tag begins.
    let line: Int
    /// Sorted by name.
    let attributes: [Attribute]
    var elements: [XMLElement] = []
    /// Those directly in it; the outermost element has those around it, too.
    var instructions: [Instruction] = []
    /// All text that stands directly in it, with that of CDATA sections.
    var text: [UInt8] = []
}
