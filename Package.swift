// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "vbp",
    products: [
        .executable(name: "vbp", targets: ["vbp"]),
        // For the benchmarks, which are a package of their own.
        .library(
            name: "VBPLibrary",
            targets: ["Decimals", "Digests", "Procurement", "Importer", "Ranking", "PriceImpact", "Reporter"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),

        // Exact numbers; no Foundation, no binary floating point.
        .target(name: "Decimals"),
        // SHA-256.
        .target(name: "Digests", dependencies: ["CCrypto"]),
        // The vocabulary: plain values, no input or output.
        .target(
            name: "Procurement", dependencies: ["Decimals"], exclude: ["Generated/make_compatibility_table.py"]),
        // Documents in, values and findings out; the only place that sees libxml2.
        .target(name: "Importer", dependencies: ["Decimals", "Digests", "Procurement", "CLibXML2"]),
        // The rule engine: a round in, an outcome out.
        .target(name: "Ranking", dependencies: ["Decimals", "Procurement"]),
        // Baselines, drops, savings, verification.
        .target(name: "PriceImpact", dependencies: ["Decimals", "Procurement", "Ranking"]),
        // A result in, the text of files out.
        .target(
            name: "Reporter",
            dependencies: ["Decimals", "Digests", "Procurement", "Ranking", "PriceImpact", "CXLSXWriter"]),
        // Every subcommand, testable in process.
        .target(
            name: "VBPCommands",
            dependencies: [
                "CLinux", "Decimals", "Digests", "Procurement", "Importer", "Ranking", "PriceImpact", "Reporter",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(name: "vbp", dependencies: ["CLinux", "VBPCommands"]),

        .testTarget(name: "DecimalsTests", dependencies: ["Decimals"], resources: [.copy("Fixtures")]),
        .testTarget(name: "ProcurementTests", dependencies: ["Decimals", "Procurement"]),
        .testTarget(
            name: "ImporterTests", dependencies: ["Decimals", "Procurement", "Importer"],
            exclude: ["Errors", "Samples"]),
        // Rounds and rulebooks made from a seed, for the tests of several targets.
        .target(name: "RandomRounds", dependencies: ["Decimals", "Procurement"], path: "Tests/RandomRounds"),
        .testTarget(
            name: "RankingTests", dependencies: ["Decimals", "Procurement", "Importer", "Ranking", "RandomRounds"]),
        .testTarget(
            name: "PriceImpactTests",
            dependencies: ["Decimals", "Procurement", "Importer", "Ranking", "PriceImpact", "RandomRounds"]
        ),
        .testTarget(
            name: "ReporterTests",
            dependencies: ["Decimals", "Digests", "Procurement", "Ranking", "PriceImpact", "Reporter", "RandomRounds"]
        ),
        .testTarget(
            name: "VBPCommandsTests",
            dependencies: [
                "Decimals", "Procurement", "Importer", "Ranking", "PriceImpact", "Reporter", "VBPCommands",
            ],
            exclude: ["Goldens"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
        .treatAllWarnings(as: .error),  // SE-0480
    ]
}
