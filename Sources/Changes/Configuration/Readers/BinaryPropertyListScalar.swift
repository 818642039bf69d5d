/// A value of a binary property list that is no container.
struct BinaryPropertyListScalar {
    private let list: BinaryPropertyList
    private let object: BinaryPropertyList.Object

    init(_ list: BinaryPropertyList, _ object: BinaryPropertyList.Object) {
        self.list = list
        self.object = object
    }

    /// As the XML form would have it; nil for what no property list holds.
    var scalar: ConfigurationScalar? {
        switch object.kind {
        case 0x0 where object.count == 8: text("false", .boolean)
        case 0x0 where object.count == 9: text("true", .boolean)
        case 0x1: integer.map { text("\($0)", .number) }
        case 0x2: real.map { text(Int(exactly: $0).map { "\($0)" } ?? "\($0)", .number) }
        case 0x3: date.map { text($0, .date) }
        case 0x4: content(object.count).map { ConfigurationScalar(Base64.text($0), .tagged) }
        case 0x5: ascii.map { ConfigurationScalar(Array($0), .string) }
        case 0x6: utf16.map { text($0, .string) }
        case 0x8 where object.count < 8:
            content(object.count + 1).map { text("\(BinaryPropertyList.unsigned($0))", .number) }
        default: nil
        }
    }

    private func text(_ text: String, _ kind: ConfigurationScalar.Kind) -> ConfigurationScalar {
        ConfigurationScalar(Array(text.utf8), kind)
    }

    private func content(_ count: Int) -> Bytes? { list.content(at: object.content, count: count) }

    /// The content of a number, whose count is a power of two; eight bytes at most.
    private var number: UInt64? {
        guard object.count <= 3 else { return nil }
        return content(1 << object.count).map(BinaryPropertyList.unsigned)
    }

    /// Only eight bytes have a sign.
    private var integer: Int64? { number.map { Int64(bitPattern: $0) } }

    private var real: Double? {
        switch object.count {
        case 2: number.map { Double(Float(bitPattern: UInt32($0))) }
        case 3: number.map { Double(bitPattern: $0) }
        default: nil
        }
    }

    /// Seconds since 2001, fractions left out.
    private var date: String? {
        guard object.count == 3, let number else { return nil }
        return CalendarTime(secondsSince2001: Double(bitPattern: number))?.text
    }

    private var ascii: Bytes? {
        content(object.count).flatMap { $0.allSatisfy { $0 < 0x80 } ? $0 : nil }
    }

    /// Nil where a surrogate stands alone.
    private var utf16: String? {
        guard object.count <= ConfigurationLimits.size, let bytes = content(object.count * 2) else { return nil }
        let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
        return String(validating: units, as: UTF16.self)
    }
}
