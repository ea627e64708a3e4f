<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** 404: there is no such Live Activity, stream, metric or route. */
final class NotFoundException extends ApiException
{
}
