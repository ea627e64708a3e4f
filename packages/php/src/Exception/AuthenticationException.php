<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** 401: the API key is missing or wrong. */
final class AuthenticationException extends ApiException
{
}
