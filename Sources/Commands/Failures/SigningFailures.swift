import Changes
import Ledger
import Reports

extension SigningProblem: FailureConvertible {
    var failure: Failure {
        switch self {
        case .noKey(let format):
            Failure(
                .refused, "the policy wants this signed, and Git has no key to sign with (gpg.format \(format))",
                hints: [
                    """
                    with an SSH key: `git config --global gpg.format ssh && \
                    git config --global user.signingkey ~/.ssh/id_ed25519.pub`
                    """,
                    "with OpenPGP: `git config --global user.signingkey <fingerprint>`",
                ])
        case .unsupportedFormat(let format):
            Failure(
                .refused,
                "records are signed with SSH or OpenPGP keys, not with those of gpg.format \(SafeText.line(format))",
                hints: ["`git config gpg.format ssh`"])
        case .unreadableKey(let name):
            Failure(
                .refused, "the key \(name.quoted) cannot be read", hints: ["`git config user.signingkey` names it"])
        case .programFailed(let program, let reason):
            Failure(
                .refused, "\(SafeText.line(program)) did not sign: \(SafeText.line(reason))",
                hints: ["see that the key and its agent are there: `ssh-add -l`, or `gpg --list-secret-keys`"])
        case .programMissing(let program, let setting, let usual):
            Failure(
                .cannotDecide,
                "\(setting) names \(program.quoted) to sign with, which this machine does not have",
                hints: ["install it, or sign with the usual program: `git config \(setting) \(usual)`"])
        case .keyOfNobody(let key):
            Failure(
                .refused, "the policy wants this signed, but knows no person with the key \(key.shown)",
                hints: ["an administrator names it: `sluice policy edit`, [person \"<name>\"] key = …"])
        case .outOfTime(let person):
            Failure(
                .refused, "the key of \(person) does not count at this time",
                hints: ["`sluice policy show` tells from when until when; an administrator adds a new one"])
        case .notAdministrator(let person, let version):
            Failure(
                .refused, "\(person) is no administrator of policy version \(version), and cannot write the next one",
                hints: ["`sluice policy show` tells who is: [role \"administrator\"]"])
        }
    }
}
