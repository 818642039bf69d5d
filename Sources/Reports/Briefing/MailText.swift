import Git
package import Ledger

/// A person or a list with an address, as mail headers name it: `Releases <releases@example.org>`.
package struct Mailbox: Hashable, Sendable {
    package let name: String
    package let address: String

    package init(name: String, address: String) {
        self.name = name
        self.address = address
    }

    /// Reads `Name <address>` and `address`; nil for anything else, as an address that is not plain ASCII could not be
    /// sent everywhere (RFC 5322, section 3.4.1, without comments and quoted local parts).
    package init?(_ text: String) {
        let text = text.trimmed
        if text.hasSuffix(">"), let start = text.lastIndex(of: "<") {
            name = String(text[..<start]).trimmed.filter { $0 != "\"" }
            address = String(text[text.index(after: start)...].dropLast()).trimmed
        } else {
            (name, address) = ("", text)
        }
        let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isAtom) }) else { return nil }
    }

    private static func isAtom(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"()<>[]:;@\\,\"".utf8.contains(byte)
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// A message as it is handed to a program that sends mail: RFC 5322 with MIME (RFC 2045, 2047), lines that end in CRLF.
package struct MailText {
    private let sender: Mailbox
    private let recipients: [Mailbox]
    private let subject: String
    private let time: Timestamp
    private let body: String

    package init(from sender: Mailbox, to recipients: [Mailbox], subject: String, at time: Timestamp, body: String) {
        self.sender = sender
        self.recipients = recipients
        self.subject = SafeText.line(subject)
        self.time = time
        self.body = body
    }

    package func text() throws -> String {
        let isPlain =
            body.utf8.allSatisfy { $0 < 0x80 } && !body.split(separator: "\n").contains { $0.utf8.count > 998 }
        let host = sender.address.drop { $0 != "@" }.dropFirst()
        let id = try Repository.id(of: Array("\(subject)\n\(time)\n\(body)".utf8), .blob)
        let headers = [
            field("From", [Self.words(sender)]), field("To", Self.separated(recipients.map(Self.words))),
            field("Subject", [Self.words(subject)]),
            "Date: \(Self.date(time))", "Message-ID: <sluice.\(id)@\(host)>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=\(isPlain ? "us-ascii" : "utf-8")",
            "Content-Transfer-Encoding: \(isPlain ? "7bit" : "quoted-printable")", "Auto-Submitted: auto-generated",
        ].filter { $0 != "To: " }
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let encoded = isPlain ? lines : lines.flatMap { Self.quotedPrintable($0) }
        return (headers + [""] + encoded).joined(separator: "\r\n")
    }

    // MARK: - Headers

    /// A header in lines of at most 78 characters, folded between its words.
    private func field(_ name: String, _ groups: [[String]]) -> String {
        var lines = ["\(name):"]
        for word in groups.joined() {
            if lines[lines.count - 1].utf8.count + 1 + word.utf8.count <= 78 || lines[lines.count - 1] == "\(name):" {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(" " + word)
            }
        }
        return lines == ["\(name):"] ? "\(name): " : lines.joined(separator: "\r\n")
    }

    private static func separated(_ groups: [[String]]) -> [[String]] {
        groups.enumerated().map { place, words in
            place == groups.count - 1 ? words : words.dropLast() + [(words.last ?? "") + ","]
        }
    }

    private static func words(_ mailbox: Mailbox) -> [String] {
        guard !mailbox.name.isEmpty else { return [mailbox.address] }
        let name = SafeText.line(mailbox.name)
        let isAtoms = name.utf8.allSatisfy { $0 == UInt8(ascii: " ") || isAtomText($0) }
        if isAtoms { return name.split(separator: " ").map(String.init) + ["<\(mailbox.address)>"] }
        guard name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), name.utf8.count < 60 else {
            return encodedWords(name) + ["<\(mailbox.address)>"]
        }
        let quoted = name.map { "\\\"".contains($0) ? "\\\($0)" : String($0) }.joined()
        return ["\"\(quoted)\"", "<\(mailbox.address)>"]
    }

    private static func words(_ text: String) -> [String] {
        // What looks like an encoded word would be read as one.
        let isPlain =
            text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && text.firstRange(of: "=?") == nil
            && text.firstRange(of: "  ") == nil && text.split(separator: " ").allSatisfy { $0.utf8.count < 70 }
        return isPlain ? text.split(separator: " ").map(String.init) : encodedWords(text)
    }

    private static func isAtomText(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte) && byte != UInt8(ascii: "=")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    /// Encoded words of at most 75 characters, none of which parts a character (RFC 2047, sections 2, 4.2 and 5).
    private static func encodedWords(_ text: String) -> [String] {
        var words = [""]
        for scalar in text.unicodeScalars {
            let encoded = String(scalar).utf8.map { byte in
                byte == UInt8(ascii: " ") ? "_" : isAlphanumeric(byte) ? String(UnicodeScalar(byte)) : "=" + hex(byte)
            }.joined()
            if words[words.count - 1].utf8.count + encoded.utf8.count > 63 { words.append("") }
            words[words.count - 1] += encoded
        }
        return words.map { "=?UTF-8?Q?\($0)?=" }
    }

    /// `Thu, 26 Nov 2026 15:52:16 +0000`.
    private static func date(_ time: Timestamp) -> String {
        let text = time.description
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let number = Int((time.seconds >= 0 ? time.seconds : time.seconds - 86_399) / 86_400)
        let month = Int(text.dropFirst(5).prefix(2)) ?? 1
        return "\(days[((number % 7) + 7) % 7]), \(text.dropFirst(8).prefix(2)) \(months[month - 1]) \(text.prefix(4)) "
            + "\(text.dropFirst(11).prefix(8)) +0000"
    }

    // MARK: - Body

    /// A line as lines of at most 76 characters (RFC 2045, section 6.7).
    private static func quotedPrintable(_ line: String) -> [String] {
        let bytes = Array(line.utf8)
        var lines = [""]
        for (place, byte) in bytes.enumerated() {
            let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            let isKept = isBlank ? place < bytes.count - 1 : byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")
            let encoded = isKept ? String(UnicodeScalar(byte)) : "=" + hex(byte)
            if lines[lines.count - 1].utf8.count + encoded.utf8.count > 75 {
                lines[lines.count - 1] += "="
                lines.append("")
            }
            lines[lines.count - 1] += encoded
        }
        return lines
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
