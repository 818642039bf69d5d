#!/bin/sh
# Makes a repository with a ledger, as README.md describes it.
#
#   recipe.sh <sluice> <folder for what is made> [signed]
#
# Everything happens in a temporary folder, at fixed times of January 2025: every machine's clock is later.
set -eu
sluice=$1
mkdir -p "$2"
made=$(realpath "$2")
signed=${3-}

scratch=$(mktemp -d)
trap 'gpgconf --kill all; rm -rf "$scratch"' EXIT
server=$scratch/server.git
clock=1736154000 # 2025-01-06 09:00 UTC
export HOME="$scratch" GNUPGHOME="$scratch/gnupg" TZ=UTC LC_ALL=C.UTF-8 GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export SLUICE_IDENTITY=0123456789abcdef0123456789abcdef

# Runs a command as somebody, a minute later, in the folder where the script is.
as() {
    who=$1
    shift
    clock=$((clock + 60))
    case $who in
    dana) name='Dana Developer' ;;
    quinn) name='Quinn Tester' ;;
    rene) name='Rene Manager' ;;
    carla) name='Carla Board' ;;
    olga) name='Olga Operator' ;;
    sam) name='Sam Support' ;;
    esac
    if [ -n "$signed" ]; then
        if [ "$who" = sam ]; then
            git config gpg.format openpgp
            git config user.signingkey "$fingerprint"
        else
            git config gpg.format ssh
            git config user.signingkey "$scratch/$who.pub"
        fi
    fi
    GIT_AUTHOR_NAME=$name GIT_AUTHOR_EMAIL=$who@example.org GIT_AUTHOR_DATE="@$clock +0000" \
        GIT_COMMITTER_NAME=$name GIT_COMMITTER_EMAIL=$who@example.org GIT_COMMITTER_DATE="@$clock +0000" "$@"
}

# Goes on at that hour of that day of January.
day() { clock=$(date -ud "2025-01-$1 $2" +%s); }

change() { # <file> <line> <message>…
    file=$1
    echo "$2" >>"$file"
    shift 2
    git add "$file"
    as dana git commit --quiet "$@"
}

person() {
    printf '[person "%s"]\n    email = %s@example.org\n' "$1" "$1"
    [ -z "$signed" ] || printf '    key = %s\n' "$2"
}

ssh_key() { cut -d' ' -f1,2 "$scratch/$1.pub"; }

policy() {
    cat <<'END'
[item "RFC"]
    kind = rfc
[item "TASK"]
    kind = task
[item "PROBLEM"]
    kind = problem
[item "INCIDENT"]
    kind = incident
[link]
    trailer = Task
    trailer = RfC
[exempt]
    path = *.md
[release]
    tag = v{version}
    branch = main
[sign-off]
    role = qa
[board]
    normal = cab
    emergency = ecab
[environment "test"]
    window = optional
[environment "production"]
    after = test
    approver = operations
    window = required
[handover]
    role = support
[waiver]
    role = managers
[review]
    within = 5d
[configuration-item "billing"]
    path = billing.ini
    owner = Olga Operator
    signoff = operations
[role "qa"]
    member = quinn
    member = sam
[role "cab"]
    member = carla
[role "ecab"]
    member = carla
[role "managers"]
    member = rene
[role "operations"]
    member = olga
[role "support"]
    member = sam
END
    for member in dana quinn rene carla olga; do
        person $member "$([ -z "$signed" ] || ssh_key $member)"
    done
    person sam "$([ -z "$signed" ] || echo "openpgp $fingerprint $exported")"
    [ -z "$signed" ] || printf '[signature]\n    required = decisions\n[role "administrator"]\n    member = dana\n'
}

keys() {
    for member in dana quinn rene carla olga; do
        ssh-keygen -q -t ed25519 -N '' -C '' -f "$scratch/$member"
    done
    mkdir -m 700 "$GNUPGHOME"
    echo 'faked-system-time 20250101T000000' >"$GNUPGHOME/gpg.conf"
    gpg --batch --quiet --passphrase '' --quick-gen-key 'Sam <sam@example.org>' ed25519 sign never 2>"$scratch/gpg"
    fingerprint=$(gpg --with-colons --list-secret-keys | awk -F: '$1 == "fpr" { print $10; exit }')
    exported=$(gpg --export --export-options export-minimal "$fingerprint" | base64 -w0)
    echo 'faked-system-time 20250106T100000' >"$GNUPGHOME/gpg.conf"
}

# <who> <arguments of sluice>
run() {
    actor=$1
    shift
    as "$actor" "$sluice" "$@" >>"$scratch/log" 2>&1 || {
        status=$?
        tail -n 20 "$scratch/log"
        echo "failed with $status: $actor: sluice $*"
        exit 1
    }
}

# As above, where the answer is a refusal.
refused() {
    actor=$1
    shift
    if as "$actor" "$sluice" "$@" >>"$scratch/log" 2>&1; then
        echo "not refused: $actor: sluice $*"
        exit 1
    fi
}

# The line of a list in JSON that says `a mistake`.
mistaken() { as olga "$sluice" "$@" --json | grep 'a mistake'; }

in_clone() { cd "$scratch/$1"; }

begin() {
    git init --quiet --bare --initial-branch=main --template= "$server"
    git init --quiet --initial-branch=main --template= "$scratch/one"
    in_clone one
    git remote add origin "$server"
    change README.md '# Billing' -m 'Begin'
    as dana git tag -a -m 'Release 0.9.0' v0.9.0
    git push --quiet origin main v0.9.0 2>>"$scratch/log"
    run dana init --no-hooks ${signed:+--admin-key "$scratch/dana.pub"}
    policy >"$scratch/policy"
    run dana policy edit --file "$scratch/policy" --reason 'everybody has a role'
}

ask() {
    run dana rfc add --title 'Pay by invoice' --back-out-plan 'invoice = off' --requester 'Olga Operator <olga@example.org>'
    run dana rfc add --title 'Refunds' --back-out-plan 'hide the button'
    run dana task add --rfc RFC-1 --title 'Invoice form'
    run dana task add --rfc RFC-1 --title 'Invoice mail'
    run dana task add --rfc RFC-2 --title 'Refund button'
    run dana task edit TASK-2 --title 'Mail with the invoice'
    run dana problem add --title 'Slow at the end of a month'
    run olga incident add --title 'Orders get lost' --severity high --opened 2025-01-06 --affects billing
}

work() {
    change shop.txt form -m 'TASK-1: Invoice form'
    change shop.txt mail -m 'Send a mail'
    by_hand=$(git rev-parse HEAD)
    change version.txt 1.0.0 -m 'Version 1.0.0'
    bump=$(git rev-parse HEAD)
    change billing.ini 'invoice = on' -m 'RFC-1: Switch it on' -m 'TASK-3 comes later.'
    change shop.txt 'not refunds' -m 'Tidy up' --trailer 'Task: TASK-1' --trailer 'Task: TASK-3'
    not_refunds=$(git rev-parse HEAD)
    git switch --quiet -c side HEAD~2
    change mail.txt 'Dear customer' -m 'TASK-2: Words of the mail'
    git switch --quiet main
    as dana git merge --quiet --no-ff --no-edit side
    git branch --quiet -D side
    run dana link "$by_hand" TASK-2 --reason 'the message names no item'
    run rene link "$bump" --exempt --reason 'version bump'
    run dana unlink "$not_refunds" TASK-3 --reason 'a wrong trailer'
}

plan() {
    run dana release new 1.0.0 --manager 'Rene Manager <rene@example.org>'
    run dana release add 1.0.0 RFC-1 TASK-1 TASK-2 RFC-2
    run dana release drop 1.0.0 RFC-2 --reason 'to wait for 1.1.0'
    run dana release add 1.0.0 PROBLEM-1 --without-commits --reason 'a setting at the provider'
    run quinn test case add --title 'Order and pay' --for RFC-1 --stage acceptance
    run quinn test case add --title 'Look at the mail' --for TASK-2 --mandatory no
    run dana move TASK-1 right --release 1.0.0
    git push --quiet origin main 2>>"$scratch/log"
    run dana sync
    as dana "$sluice" -C "$server" hooks install --server >>"$scratch/log" 2>&1
    git -C "$server" config user.name Server
    git -C "$server" config user.email server@example.org
}

# Two clones write at once, and are joined.
decide() {
    git clone --quiet "$server" "$scratch/two"
    in_clone two
    [ -z "$signed" ] || git config sluice.trust "$(git -C "$scratch/one" config sluice.trust)"
    run quinn sync
    run quinn test record TC-1 fail --release 1.0.0 --note 'the total is wrong'
    run quinn reject RFC-1 --release 1.0.0 --note 'the total is wrong'
    run quinn test record TC-1 pass --release 1.0.0 --note 'my mistake'
    run quinn test record TC-2 skipped --release 1.0.0
    run quinn approve RFC-1 TASK-1 --release 1.0.0 --note 'ordered and paid'
    run sam approve TASK-2 --release 1.0.0
    run quinn approve PROBLEM-1 --release 1.0.0
    run quinn revoke TASK-1 --release 1.0.0 --note 'the wrong build'
    run quinn approve TASK-1 --release 1.0.0 --note 'the right build'
    in_clone one
    run olga release hold 1.0.0 INCIDENT-1 --reason 'orders get lost'
    run olga release unhold 1.0.0 INCIDENT-1 --reason 'it is of the old version'
    run carla approve RFC-1 --release 1.0.0 --role cab --condition 'not on the last day of a month'
    run olga approve RFC-1 --release 1.0.0 --role operations
    run dana sync
    in_clone two
    run quinn sync
    run quinn move RFC-1 ready-for-production --release 1.0.0
    run quinn sync
    in_clone one
    run dana sync
}

ship() {
    run rene tag 1.0.0
    run rene tag 1.0.0 --push
    run dana sync
    run rene package 1.0.0 --output "$scratch/1.0.0.tar"
    run olga window open production --from 2025-01-06T00:00Z --until 2025-01-07T00:00Z --every weekly --note maintenance
    run olga window freeze production --from 2025-01-20T00:00Z --until 2025-01-24T00:00Z --note 'end of the year'
    run olga window freeze test --from 2025-01-06T00:00Z --until 2025-01-30T00:00Z --note 'a mistake'
    run olga window close test "$(mistaken window list | sed 's/.*"id":"\([^"]*\)".*/\1/')"
    run rene deploy 1.0.0 --env test --package "$scratch/1.0.0.tar" -- true
    run olga approve --env production --release 1.0.0 --note 'the disk is fine'
    run sam handover 1.0.0 --acknowledge "$(as sam "$sluice" handover 1.0.0 --json | sed -n 's/.*"content": "\(.*\)".*/\1/p')"
    refused rene deploy 1.0.0 --env production --package "$scratch/1.0.0.tar" -- false
    run rene deploy 1.0.0 --env production --package "$scratch/1.0.0.tar" -- true
    run olga incident edit INCIDENT-1 --caused-by '1.0.0 confirmed' --fixed-by TASK-3
}

emergency() {
    day 7 9:00
    run dana rfc add --type emergency --title 'Trust the new certificate' --back-out-plan 'trust = old'
    change trust.txt new -m 'RFC-3: Trust the new certificate'
    run dana release new 1.0.1 --type emergency
    run dana release collect 1.0.1
    run carla approve RFC-3 --release 1.0.1 --role ecab
    run rene waive signoff status --release 1.0.1 --until +4h --reason 'payments fail'
    run rene waive tests --release 1.0.1 --until +4h --reason 'a mistake'
    run rene waive --end "$(mistaken journal 1.0.1 | sed 's/.*"record":"[^-]*-\(.\{8\}\).*/\1/')" --release 1.0.1 --reason 'not needed'
    run rene tag 1.0.1
    run rene tag 1.0.1 --push
    run olga deploy record 1.0.1 --env test --outcome succeeded --started '2025-01-07T09:30Z' --ended '2025-01-07T09:31Z'
    day 8 9:00
    run quinn review 1.0.1 --note 'tried today'
}

# A release that is not finished: each of its items is refused for another reason.
open_release() {
    day 9 9:00
    change shop.txt refund -m 'TASK-3: Refund button'
    change shop.txt slow -m 'PROBLEM-1: Faster at the end of a month'
    change shop.txt more -m 'RFC-2: More of it'
    git push --quiet origin main 2>>"$scratch/log"
    run dana release new 1.1.0
    run dana release collect 1.1.0
    run dana sync
    run quinn approve TASK-3 PROBLEM-1 --release 1.1.0
    run carla approve RFC-2 --release 1.1.0 --role cab
    in_clone two
    git pull --quiet 2>>"$scratch/log"
    run sam sync
    run sam reject TASK-3 --release 1.1.0 --note 'the button is hidden'
    run sam sync
    in_clone one
    run dana sync
    change shop.txt slower -m 'PROBLEM-1: As it was'
    change shop.txt nobody -m 'Nobody knows'
    git push --quiet origin main 2>>"$scratch/log"
    run dana sync
}

record() {
    git bundle create --quiet "$made/repository.bundle" main v0.9.0 v1.0.0 v1.0.1 sluice/ledger
    [ -n "$signed" ] || return 0
    git config sluice.trust >"$made/trust"
    run dana evidence 1.0.0 --output "$scratch/evidence.tar"
    gzip -9n <"$scratch/evidence.tar" >"$made/evidence-1.0.0.tar.gz"
}

[ -z "$signed" ] || keys
begin
ask
work
plan
decide
ship
emergency
open_release
record
