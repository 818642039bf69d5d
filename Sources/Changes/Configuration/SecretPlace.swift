/// What the blocks around a line say of it: `variable "db_password" { default = "x" }` (Terraform).
enum SecretPlace {
    static func extent(of line: PlacedLine) -> SecretLines.Extent? {
        let place = names(of: line.content.place)
        guard place.contains(where: { SecretKey($0[...]).isSecret }) else { return nil }
        let text = line.content.text
        let opening = SecretOpening(text)
        let covers = place.contains { SecretKey($0[...]).coversAllBelow }
        // A closing bracket, an element of a list, a line of a text.
        if opening.key.isEmpty || opening.value.isEmpty {
            return opening.key.isEmpty && !text.holds("\"") || !covers ? nil : .all
        }
        let key = SecretKey(opening.key)
        guard SecretFields.isValue(opening.key) || covers && !key.isAboutSecrets else { return nil }
        let value = opening.value.trimmed()
        // A quoted element of a list.
        if covers, !opening.isJoined, text.trimmed().first == UInt8(ascii: "\""), value.allSatisfy({ !$0.isKeyByte }) {
            return .all
        }
        if SecretMarking.isHarmless(value) || value.allSatisfy({ !$0.isKeyByte }) && !value.contains(UInt8(ascii: "\""))
        {
            return nil
        }
        if opening.isJoined { return .from(opening.value.startIndex) }
        // The header of a block; a line of a text has no joint either.
        return text.trimmed().last == UInt8(ascii: "{") ? nil : .all
    }

    /// Without the kind of the block; of a resource, without its type, whose settings have names of their own.
    private static func names(of place: [[UInt8]]) -> ArraySlice<[UInt8]> {
        guard let kind = place.first else { return [] }
        if place.contains(where: { $0.elementsEqual("set_sensitive".utf8) }) { return [Array("secret".utf8)] }
        return place.dropFirst(["resource", "data"].contains { kind.elementsEqual($0.utf8) } ? 2 : 1)
    }
}
