import Changes
import Gate
import Git
import Ledger
import Releases

/// The commands that check packed evidence with `sha256sum`, `git`, `ssh-keygen` and `gpgv` alone.
struct EvidenceChecks {
    private let evidence: ReleaseEvidence

    init(_ evidence: ReleaseEvidence) { self.evidence = evidence }

    var blocks: [Page.Block] {
        let steps: [(String, String)] = [
            ("In the folder of the evidence; clone names a clone of the repository.", Self.start),
            ("No file was changed since it was packed.", Self.sums),
            ("Every record has the name that its content gives it.", Self.names),
            (
                "Every policy is the one that its record brought in, and the first one is what you trust: compare it "
                    + "with what the owners of the repository published.", policies
            ),
            (
                isSigned
                    ? "Every signature that counts is by a key of the policy that names it."
                    : "No record is signed by a key of a policy: who wrote them is a claim. There is nothing to verify here.",
                Self.signatures
            ),
            ("The commits of the manifest are those of the release, all of them and no others.", population),
            ("The ledger of the clone holds these records.", ledger),
        ]
        return steps.flatMap { [.paragraph($0.0), .commands($0.1)] }
    }

    private var isSigned: Bool {
        evidence.audit.records.contains { if case .signed = $0.today { true } else { false } }
    }

    private static let start = """
        clone=$(cd "${clone:-..}" && pwd)
        export GIT_NO_REPLACE_OBJECTS=1

        """

    private static let sums = """
        sha256sum --check --strict --quiet SHA256SUMS && echo 'sums: good'

        """

    private static let names = """
        find records -name '*.json' | while read -r file; do
          id=$(git hash-object --no-filters "$file")
          case $file in
            *-"$(printf %.16s "$id")".json) ;;
            *) echo "$file: not what its name says"; exit 1 ;;
          esac
        done && echo 'names: good'

        """

    private var policies: String {
        """
        (
          for text in policy/*; do
            case $text in *.*) continue ;; esac
            id=$(git hash-object --no-filters "$text")
            grep -q "\\"text\\":\\"$id\\"" "records/trust/${text#policy/}"/*.json || { echo "$text: not its record's"; exit 1; }
          done
        ) && echo 'policies: good'
        test "$(git hash-object --no-filters records/trust/1/*.json)" = \(evidence.facts.ledger.firstPolicy) && echo 'first policy: good'

        """
    }

    private static let signatures = """
        find records -name '*.sig' | while read -r file; do
          cat "${file%.sig}.line" "$file" | cmp -s - "${file%.sig}" || { echo "$file: not its record's"; exit 1; }
        done && (
          while IFS="$(printf '\\t')" read -r record program person namespace policy; do
            case $program in
              ssh) ssh-keygen -Y verify -f "policy/$policy.allowed_signers" -I "$person" -n "$namespace" \\
                -s "records/$record.sig" < "records/$record.line" ;;
              openpgp) gpgv --keyring "./policy/$policy.keyring" "records/$record.sig" "records/$record.line" ;;
            esac > /dev/null 2>&1 || { echo "$record: its signature does not verify"; exit 1; }
          done < signatures
        ) && echo 'signatures: good'

        """

    private var population: String {
        let manifest = evidence.manifest
        let base = manifest.base.map { " ^\($0)" } ?? ""
        let tag = "refs/tags/\(manifest.tag)^{commit}".quotedForShell
        return """
            git -C "$clone" rev-list \(manifest.candidate)\(base) | LC_ALL=C sort | cmp - commits && echo 'commits: good'
            test "$(git -C "$clone" rev-parse --verify \(tag))" = \(manifest.candidate) && echo 'tag: good'

            """
    }

    private var ledger: String {
        """
        find records -name '*.json' | while read -r file; do
          git -C "$clone" show "\(evidence.origin.tip):${file#records/}" | cmp -s - "$file" || { echo "$file: not in the ledger"; exit 1; }
        done && echo 'ledger: good'

        """
    }
}
