import Git
import Testing

@Suite struct LargeFilePointerTests {
    private static let digest = String(repeating: "4d", count: 32)
    private static let version = "version https://git-lfs.github.com/spec/v1\n"

    @Test(arguments: [
        "\(version)oid sha256:\(digest)\nsize 12345\n",
        "\(version)ext-0-foo sha256:\(digest)\noid sha256:\(digest)\nsize 0\n",
    ])
    func knowsPointers(text: String) {
        #expect(LargeFilePointer.isOne(Array(text.utf8)))
    }

    @Test(
        "a text that only looks like a pointer is none",
        arguments: [
            "", version, "\(version)oid sha256:\(digest)\n", "\(version)oid sha256:abc\nsize 1\n",
            "\(version)oid sha256:\(digest)\nsize x\n", "\(version)oid sha256:\(digest)\nsize \n",
            "# \(version)oid sha256:\(digest)\nsize 1\n", "\(version)oid sha256:\(digest)\nsize 1",
            "\(version)oid sha256:\(digest)\nsize 1\n" + String(repeating: "x", count: 1000) + "\n",
        ])
    func knowsOtherTexts(text: String) {
        #expect(!LargeFilePointer.isOne(Array(text.utf8)))
    }
}
