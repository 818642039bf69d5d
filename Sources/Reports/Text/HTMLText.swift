/// Foreign text made harmless for HTML: it reads as it was written and becomes no markup, in text and in quoted attributes
/// (HTML Living Standard, "Escaping"); what steers or hides text is shown as in `SafeText`.
package enum HTMLText {
    package static func escaped(_ text: String, isBlock: Bool = false) -> String {
        var result: [UInt8] = []
        for byte in (isBlock ? SafeText.block(text) : SafeText.line(text)).utf8 {
            switch byte {
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">"): result += "&gt;".utf8
            case UInt8(ascii: "\""): result += "&quot;".utf8
            case UInt8(ascii: "'"): result += "&#39;".utf8
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
