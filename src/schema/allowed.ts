import { z } from 'zod';
import type { Text } from '../base/entry';
import { say } from '../base/problem';
import { experimentSchema } from './experiment';

/** The JSON Schema of one place in a file. */
export type Place = z.core.JSONSchema.JSONSchema;

const roots = new WeakMap<z.ZodType, Place>();

/** Follows a path through a file's schema; in a union, it follows the member that the value selects. */
export function placeAt(
  path: readonly PropertyKey[],
  value: unknown,
  schema: z.ZodType = experimentSchema,
): Place | undefined {
  let root = roots.get(schema);
  if (!root) {
    root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    roots.set(schema, root);
  }
  let place: Place | undefined = member(root, value);
  let inner = value;
  for (const key of path) {
    inner = (inner as Record<PropertyKey, unknown> | undefined)?.[key];
    const next: unknown = typeof key === 'number' ? place?.items : place?.properties?.[String(key)];
    if (typeof next !== 'object') return undefined;
    place = member(next as Place, inner);
  }
  return place;
}

/** The member of a union that a value's `kind` (or `spacing`) selects; otherwise the place itself. */
function member(place: Place, value: unknown): Place {
  const fields = (value ?? {}) as Readonly<Record<string, unknown>>;
  const named = ({ properties }: Place) => {
    const names = Object.entries(properties ?? {}).flatMap(([name, inner]) => {
      const fixed = (inner as Place).const;
      return fixed === undefined ? [] : [fields[name] === fixed];
    });
    return names.length > 0 && names.every(Boolean);
  };
  return ((place.oneOf ?? []) as Place[]).find(named) ?? place;
}

/** The fields of the object at a place. */
export const namesAt = (place: Place | undefined): readonly string[] => Object.keys(place?.properties ?? {});

const join = (texts: readonly Text[], en: string, chinese: string): Text =>
  say(texts.map((text) => text.en).join(en), texts.map((text) => text['zh-CN']).join(chinese));

/** The allowed values at a place, in words. */
export function allowedAt(place: Place | undefined): Text {
  if (!place) return say('a field of the format', '格式中的字段');
  const options = (place.anyOf ?? place.oneOf) as Place[] | undefined;
  if (options) {
    const kinds = options.map(({ properties }) => (properties?.kind as Place | undefined)?.const);
    if (kinds.every((kind) => typeof kind === 'string')) {
      const list = kinds.join(', ');
      return say(`an object whose kind is one of ${list}`, `对象，其 kind 为 ${list} 之一`);
    }
    return join(options.map(allowedAt), ' or ', ' 或 ');
  }
  if (place.const !== undefined) return say(JSON.stringify(place.const), JSON.stringify(place.const));
  if (place.enum) return say(place.enum.join(', '), place.enum.join('、'));
  switch (place.type) {
    case 'integer':
      return range(place, say('a whole number', '整数'));
    case 'number':
      return range(place, say('a number', '数'));
    case 'boolean':
      return say('true, false', 'true、false');
    case 'null':
      return say('null', 'null');
    case 'string':
      return place.maxLength === undefined
        ? say('text', '文本')
        : say(`text of at most ${place.maxLength} characters`, `至多 ${place.maxLength} 个字符的文本`);
    case 'array':
      return list(place);
    default:
      return say('an object', '对象');
  }
}

/** Describes a number with its bounds; the bounds of safe integers are left out. */
function range(place: Place, noun: Text): Text {
  const { minimum, exclusiveMinimum, maximum } = place;
  const low = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const parts: Text[] = [];
  if (low !== undefined) parts.push(say(`at least ${low}`, `不小于 ${low}`));
  if (exclusiveMinimum !== undefined) {
    parts.push(say(`above ${exclusiveMinimum}`, `大于 ${exclusiveMinimum}`));
  }
  if (maximum !== undefined) parts.push(say(`at most ${maximum}`, `不大于 ${maximum}`));
  if (parts.length === 0) return noun;
  if (low !== undefined && maximum !== undefined) {
    return say(`${noun.en} from ${low} to ${maximum}`, `${low} 到 ${maximum} 的${noun['zh-CN']}`);
  }
  const bounds = join(parts, ' and ', '、');
  return say(`${noun.en} ${bounds.en}`, `${bounds['zh-CN']} 的${noun['zh-CN']}`);
}

function list({ minItems, maxItems, items }: Place): Text {
  const each = allowedAt(typeof items === 'object' ? (items as Place) : undefined);
  const least = minItems ?? 0;
  const [en, chinese] =
    maxItems === undefined
      ? [`at least ${least}`, `至少 ${least}`]
      : [`${least} to ${maxItems}`, `${least} 到 ${maxItems}`];
  return say(`a list of ${en} items, each ${each.en}`, `${chinese} 项的列表，每项为${each['zh-CN']}`);
}
