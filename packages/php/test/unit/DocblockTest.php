<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

use PHPStan\PhpDocParser\Ast\ConstExpr\ConstExprNode;
use PHPStan\PhpDocParser\Ast\Node;
use PHPStan\PhpDocParser\Ast\PhpDoc\InvalidTagValueNode;
use PHPStan\PhpDocParser\Ast\PhpDoc\PhpDocNode;
use PHPStan\PhpDocParser\Ast\PhpDoc\TypeAliasImportTagValueNode;
use PHPStan\PhpDocParser\Ast\PhpDoc\TypeAliasTagValueNode;
use PHPStan\PhpDocParser\Ast\Type\ArrayShapeItemNode;
use PHPStan\PhpDocParser\Ast\Type\IdentifierTypeNode;
use PHPStan\PhpDocParser\Lexer\Lexer;
use PHPStan\PhpDocParser\Parser\ConstExprParser;
use PHPStan\PhpDocParser\Parser\PhpDocParser;
use PHPStan\PhpDocParser\Parser\TokenIterator;
use PHPStan\PhpDocParser\Parser\TypeParser;
use PHPUnit\Framework\TestCase;

/** What static analysers read: it is theirs to parse, and its names lead somewhere. */
final class DocblockTest extends TestCase
{
    private const SCALAR = ['string', 'int', 'float', 'bool', 'class-string'];
    private const OTHER = ['null', 'mixed', 'never', 'array', 'object', 'list', 'callable', 'self'];

    /** @return iterable<string, array{\ReflectionClass<object>}> */
    public function classes(): iterable
    {
        foreach (['src/*', 'src/*/*', 'generated/*'] as $folder) {
            foreach (glob(__DIR__ . "/../../$folder.php") ?: [] as $file) {
                $below = preg_replace('~^.*/(src|generated)/|\.php$~', '', $file);
                $class = new \ReflectionClass('ActivitySmith\\' . strtr($below, '/', '\\'));
                yield $class->getName() => [$class];
            }
        }
    }

    /**
     * @dataProvider classes
     * @param \ReflectionClass<object> $class
     */
    public function testItsTypesAreWellFormedAndKnown(\ReflectionClass $class): void
    {
        $own = $this->parse($class->getDocComment());
        $known = [...self::SCALAR, ...self::OTHER, ...$this->imported($class)];
        foreach ($own->getTags() as $tag) {
            if ($tag->value instanceof TypeAliasImportTagValueNode) {
                self::assertContains($tag->value->importedAlias, $this->aliases());
                $known[] = $tag->value->importedAlias;
            } elseif ($tag->value instanceof TypeAliasTagValueNode) {
                $known[] = $tag->value->alias;
            }
        }
        $this->assertKnown($own, $known, $class);
        $isOwn = static fn (\Reflector $one): bool => $one->getDeclaringClass() == $class;
        foreach (array_filter($class->getMethods(), $isOwn) as $method) {
            $doc = $this->parse($method->getDocComment());
            $templates = array_map(static fn ($tag) => $tag->name, $doc->getTemplateTagValues());
            $this->assertKnown($doc, [...$known, ...$templates], $class);
            $parameters = array_map(static fn ($one) => '$' . $one->getName(), $method->getParameters());
            $documented = array_column($doc->getParamTagValues(), 'parameterName');
            self::assertSame($documented, array_values(array_intersect($parameters, $documented)), $method->getName());
        }
        foreach (array_filter($class->getProperties(), $isOwn) as $property) {
            $this->assertKnown($this->parse($property->getDocComment()), $known, $class);
        }
    }

    /** @return list<string> The names that `Types` gives. */
    private function aliases(): array
    {
        $types = $this->parse((new \ReflectionClass(\ActivitySmith\Types::class))->getDocComment());
        return array_values(array_map(static fn ($tag) => $tag->alias, $types->getTypeAliasTagValues()));
    }

    /**
     * @param \ReflectionClass<object> $class
     * @return list<string> The classes of other namespaces that its file names.
     */
    private function imported(\ReflectionClass $class): array
    {
        $source = (string) file_get_contents((string) $class->getFileName());
        preg_match_all('/^use [\w\\\\]+?(\w+);$/m', $source, $matches);
        return $matches[1];
    }

    private function parse(string|false $comment): PhpDocNode
    {
        $constants = new ConstExprParser();
        $parser = new PhpDocParser(new TypeParser($constants), $constants);
        return $parser->parse(new TokenIterator((new Lexer())->tokenize($comment ?: '/** */')));
    }

    /**
     * @param list<string> $known
     * @param \ReflectionClass<object> $class
     */
    private function assertKnown(mixed $node, array $known, \ReflectionClass $class): void
    {
        if (is_array($node)) {
            array_map(fn (mixed $one) => $this->assertKnown($one, $known, $class), $node);
        } elseif ($node instanceof IdentifierTypeNode) {
            $name = $node->name;
            $places = [ltrim($name, '\\'), "{$class->getNamespaceName()}\\$name"];
            $exists = array_filter($places, static fn (string $one) => class_exists($one) || interface_exists($one));
            self::assertTrue(in_array($name, $known, true) || $exists !== [], "$name in {$class->getName()}");
        } elseif ($node instanceof ArrayShapeItemNode) {
            $this->assertKnown($node->valueType, $known, $class);
        } elseif ($node instanceof Node && !$node instanceof ConstExprNode) {
            self::assertNotInstanceOf(InvalidTagValueNode::class, $node, (string) $node);
            $this->assertKnown(get_object_vars($node), $known, $class);
        }
    }
}
