import Foundation
import Changes
import Ledger

@testable import Reports

extension FuzzTarget {
    /// What people write for documents.
    static let reports = [
        FuzzTarget(
            "templates",
            seeds: [
                "{{release}} {{base.commit}}\n{{#items}}\n- {{id}} {{title}}{{#commits}} {{.}}{{/commits}}\n{{/items}}\n",
                "{{^items}}none{{/items}}{{! remark }}\n",
            ],
            words: ["{{", "}}", "#", "^", "/", "items", "id", "release", ".", "\n", "{{#items}}", "{{/items}}", "!"]
        ) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard
                let template = try? Template(
                    text, names: ["release", "base", "commit", "items", "id", "title", "commits"])
            else { return false }
            let filled = template.text(document) { "<\($0)>" }
            try ensure(text.contains("{{") || filled == text, "text without tags is changed")
            return true
        },
        FuzzTarget(
            "mail addresses",
            seeds: ["Rene <rene@example.org>", "rene@example.org", "\"Doe, J\" <j@d>"],
            words: ["<", ">", "@", "\r\n", "Bcc: x@y", " ", "\"", "é", ","]
        ) { bytes in
            guard let mailbox = Mailbox(String(decoding: bytes, as: UTF8.self)) else { return false }
            let mail = try MailText(
                from: mailbox, to: [mailbox], subject: mailbox.name, at: Timestamp(seconds: 0), body: mailbox.name
            ).text()
            let head = mail.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n")
            let names = head.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
            try ensure(names.count == 9 && Set(names).count == 9, "a header came in: \(names)")
            try ensure(head.allSatisfy { $0.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }, "bytes in the head")
            return true
        },
    ]

    private static let document: JSONValue = .object([
        "release": "1.0", "items": [JSONValue.object(["id": "RFC-1", "title": "a", "commits": ["1", "2"]])],
    ])
}
