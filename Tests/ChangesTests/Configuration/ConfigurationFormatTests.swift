import Testing

@testable import Changes

@Suite struct ConfigurationFormatTests {
    @Test(arguments: [
        ("deploy/values.yaml", "yaml"), ("a/b.YML", "yaml"), ("package.json", "json"), ("Cargo.toml", "toml"),
        ("setup.cfg", "ini"), ("etc/nova.conf", "ini"), (".editorconfig", "ini"), (".gitmodules", "git-config"),
        ("log4j.properties", "properties"), (".env", "dotenv"), (".env.production", "dotenv"), ("prod.env", "dotenv"),
        ("pom.xml", "xml"), ("Info.plist", "plist"), ("main.tf", "terraform"), ("x.tfvars", "terraform"),
        ("sluice.service", "systemd"), ("Dockerfile", "dockerfile"), ("Dockerfile.dev", "dockerfile"),
        ("Containerfile", "dockerfile"), ("haproxy.cfg.j2", "lines"), ("sshd_config", "lines"),
    ])
    func knowsConfigurationByItsName(path: String, format: String) {
        #expect(ConfigurationFormat(path: Array(path.utf8)) == ConfigurationFormat(name: format))
        #expect(ConfigurationFormat(name: format) != nil)
    }

    @Test(arguments: [
        "package-lock.json", "pnpm-lock.yaml", "packages.lock.json", ".terraform.lock.hcl", "Cargo.lock",
        "config.schema.json", "main.swift", "README.md", "Makefile", "Dockerfile.dockerignore", "yaml", "",
    ])
    func leavesOtherFilesAlone(path: String) {
        #expect(ConfigurationFormat(path: Array(path.utf8)) == nil)
    }
}
