/** The SDK from its sources, with what its tests need beside it. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { DriverProcess } from "@activitysmith/conformance";
import { withoutSettings } from "../../../interop-tests/program.ts";
import { describeWith } from "../../../interop-tests/toolchain.ts";

export const PHP = "php";
export const folder = fileURLToPath(new URL("..", import.meta.url));

const packages =
	"php-cli php-curl openssl composer phpunit php-codesniffer phpmd php-phpstan-phpdoc-parser php-nyholm-psr7 php-guzzlehttp-guzzle php-symfony-http-client";

/** What is asked of the machine. */
const ASK = `PHP_VERSION_ID >= 80100 or die("PHP " . PHP_VERSION . " is older than 8.1");
foreach (["curl", "pcntl", "posix"] as $name) extension_loaded($name) or die("PHP has no $name");
foreach (["Nyholm/Psr7", "GuzzleHttp", "Symfony/Component/HttpClient", "PHPStan/PhpDocParser"] as $name)
	stream_resolve_include_path("$name/autoload.php") or die("PHP has no $name");`;

function problem(): string | undefined {
	const asked = spawnSync(PHP, ["-r", ASK], { encoding: "utf8" });
	if (asked.error) return `there is no ${PHP}`;
	if (asked.status !== 0 || asked.stdout !== "") return asked.stdout || asked.stderr;
	const missing = ["composer", "phpunit", "phpcs", "phpmd", "openssl"].find(
		(name) => spawnSync(name, ["--version"]).error,
	);
	return missing === undefined ? undefined : `there is no ${missing}`;
}

export const describeWithPhp = describeWith(
	problem(),
	`PHP 8.1 or newer with Composer and its test tools is needed; on Debian: apt-get install ${packages}`,
);

export const environment = (more: Record<string, string> = {}) => withoutSettings(more);

export function startDriver(): Promise<DriverProcess> {
	return DriverProcess.start({ command: PHP, args: [`${folder}test/driver.php`], env: environment() });
}
