<?php

declare(strict_types=1);

// As Composer would do it: the classes of the package, and of its tests.
spl_autoload_register(static function (string $class): void {
    $all = ['ActivitySmith\\Test\\' => ['unit'], 'ActivitySmith\\' => ['../src', '../generated']];
    foreach ($all as $prefix => $folders) {
        foreach (str_starts_with($class, $prefix) ? $folders : [] as $folder) {
            $file = __DIR__ . "/$folder/" . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
            if (is_file($file)) {
                require $file;
                return;
            }
        }
    }
});

// From the include path: PSR-18 with clients and messages of others, and what reads docblocks.
$clients = ['Psr/Http/Client', 'Psr/Http/Message', 'Nyholm/Psr7', 'GuzzleHttp', 'Symfony/Component/HttpClient'];
foreach ([...$clients, 'PHPStan/PhpDocParser'] as $package) {
    if (stream_resolve_include_path("$package/autoload.php") !== false) {
        require_once "$package/autoload.php";
    }
}
