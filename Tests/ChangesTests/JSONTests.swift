import Foundation
import TestSupport
import Testing

@testable import Changes

/// JSON as RFC 8259 has it, held against Foundation on generated and damaged texts.
@Suite struct JSONTests {
    private func value(_ text: String) throws -> JSONValue { try JSONValue(Array(text.utf8)[...]) }

    @Test func readsEveryKindOfValue() throws {
        let text = #" {"a": [null, true, false, -0.5e+3, "x\"\\\/\b\f\n\r\té\ud83d\udea2"], "b": {}, "": []} "#
        guard case .object(let object) = try value(text) else { throw CancellationError() }
        #expect(object.members.map(\.name) == ["a", "b", ""])
        #expect(
            object["a"]
                == .array([
                    .null, .bool(true), .bool(false), .number("-0.5e+3"), .string("x\"\\/\u{8}\u{C}\n\r\té🚢"),
                ]))
        #expect(object["b"] == .object(JSONObject(members: [])))
        #expect(object["c"] == nil)
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "[1 2]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "'a'", "01", "-", "1.", ".5", "1e", "+1",
        "NaN",
        "tru", "nullx", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\n\"",
        "[] []",
        "{\"a\":1,\"a\":2}", "// x\n1",
    ])
    func refusesWhatIsNoJSON(text: String) {
        #expect(throws: JSONProblem.self) { try value(text) }
    }

    @Test func refusesBytesThatAreNoText() {
        #expect(throws: JSONProblem(reason: .notUTF8, offset: 2)) { try JSONValue([34, 0xFF, 34]) }
    }

    @Test func tellsTwoSpellingsOfOneLetterApart() throws {
        guard case .object(let object) = try value("{\"\u{E9}\": 1, \"e\u{301}\": 2}") else {
            throw CancellationError()
        }
        #expect(object["e\u{301}"] == .number("2"))
        #expect(throws: JSONProblem.self) { try value("{\"\\u00e9\": 1, \"\u{E9}\": 2}") }
    }

    @Test func writesOneTextForOneValue() throws {
        let value = try value(#"{"b": [1, {}, [], {"z": null}], "a": "\u0000\u001f\"\\/é\n", "B": true}"#)
        #expect(
            String(decoding: value.bytes(), as: UTF8.self)
                == #"{"B":true,"a":"\u0000\u001f\"\\/é\n","b":[1,{},[],{"z":null}]}"#)
        #expect(
            String(decoding: value.bytes(indented: true), as: UTF8.self) == """
                {
                  "B": true,
                  "a": "\\u0000\\u001f\\"\\\\/é\\n",
                  "b": [
                    1,
                    {},
                    [],
                    {
                      "z": null
                    }
                  ]
                }
                """)
    }

    @Test("what is written is read again, by Foundation too, for 5,000 generated texts")
    func readsWhatItWrote() throws {
        var random = SequenceGenerator(seed: 72)
        for number in 0..<5_000 {
            guard let value = try? JSONValue(Array(generatedText(&random, depth: 4).utf8)[...]) else { continue }
            let bytes = value.bytes(indented: number.isMultiple(of: 2))
            #expect(try JSONValue(bytes[...]).bytes() == value.bytes())
            let theirs = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            #expect(isEqual(value, theirs))
        }
    }

    @Test func boundsHowDeepItReads() throws {
        let deepest = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
        #expect(throws: Never.self) { try value(deepest) }
        #expect(throws: JSONProblem(reason: .tooDeep, offset: 256)) { try value("[" + deepest + "]") }
        #expect(throws: JSONProblem.self) { try value(String(repeating: "{\"a\":", count: 1_000_000)) }
    }

    @Test("20,000 generated and damaged texts mean what they mean to Foundation")
    func agreesWithFoundation() throws {
        var random = SequenceGenerator(seed: 71)
        for number in 0..<20_000 {
            let whole = Array(generatedText(&random, depth: 3).utf8)
            let bytes = number % 3 == 0 ? whole : random.damaged(whole)
            let ours = try? JSONValue(bytes[...])
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            if let ours, let theirs {
                #expect(isEqual(ours, theirs), "\(String(decoding: bytes, as: UTF8.self))")
            } else if let ours {
                #expect(hasHugeNumber(ours), "only we read \(String(decoding: bytes, as: UTF8.self))")
            } else if let theirs, number % 3 == 0 {
                #expect(hasRepeatedName(whole), "only Foundation reads \(theirs)")
            }
        }
    }

    private func generatedText(_ random: inout SequenceGenerator, depth: Int) -> String {
        let space = ["", " ", "\n\t"].randomElement(using: &random) ?? ""
        let count = Int.random(in: 0..<4, using: &random)
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: return ["null", "true", "false"].randomElement(using: &random) ?? "null"
        case 1: return space + "\(Int.random(in: -1000...1000, using: &random))"
        case 2: return ["0", "-0.25", "1e3", "12.5E-2", "100000"].randomElement(using: &random) ?? "0"
        case 3, 4: return generatedString(&random) + space
        case 5:
            let values = (0..<count).map { _ in generatedText(&random, depth: depth - 1) }
            return "[" + values.joined(separator: "," + space) + "]"
        default:
            let members = (0..<count).map { _ in
                generatedString(&random) + space + ":" + generatedText(&random, depth: depth - 1)
            }
            return "{" + space + members.joined(separator: ",") + "}"
        }
    }

    private func generatedString(_ random: inout SequenceGenerator) -> String {
        let parts = ["a", "b", "\\n", "\\\"", "\\u0041", "\\uD83D\\uDEA2", "é", "🚢", " ", "/", "\\/"]
        return "\"" + (0..<3).map { _ in parts.randomElement(using: &random) ?? "" }.joined() + "\""
    }

    /// Foundation keeps one of two members of a name, this reader neither.
    private func hasRepeatedName(_ bytes: [UInt8]) -> Bool {
        do {
            _ = try JSONValue(bytes[...])
            return false
        } catch {
            if case .nameTwice = error.reason { return true }
            return false
        }
    }

    /// Foundation reads no numbers that its own do not hold.
    private func hasHugeNumber(_ value: JSONValue) -> Bool {
        switch value {
        case .number(let digits): Double(digits).map { $0.isInfinite || abs($0) > 1e100 || abs($0) < 1e-100 } ?? true
        case .array(let values): values.contains(where: hasHugeNumber)
        case .object(let object): object.members.contains { hasHugeNumber($0.value) }
        default: false
        }
    }

    private func isEqual(_ ours: JSONValue, _ theirs: Any) -> Bool {
        switch (ours, theirs) {
        case (.null, is NSNull): true
        case (.string(let text), let other as String): text == other
        case (.bool(let value), let other as Bool): value == other
        case (.number(let digits), let other as NSNumber):
            abs((Double(digits) ?? 0) - other.doubleValue) <= abs(other.doubleValue) * 1e-15
        case (.array(let values), let others as [Any]):
            values.count == others.count && zip(values, others).allSatisfy { isEqual($0, $1) }
        case (.object(let object), let others as [String: Any]):
            object.members.count == others.count
                && object.members.allSatisfy { member in others[member.name].map { isEqual(member.value, $0) } ?? false
                }
        default: false
        }
    }
}
