import { z } from 'zod';
import { fieldMeta, type Text, titlesOf } from '../base/entry';
import { type CodedText, coded, enumerated, say, textFor } from '../base/problem';
import { experimentSchema } from './experiment';
import { fieldWords } from './fieldWords';

/** The JSON Schema of one place in a file, with what the page calls it and its values. */
export type Place = z.core.JSONSchema.JSONSchema & {
  readonly label?: Text;
  readonly titles?: Readonly<Record<string, Text>>;
};

const roots = new WeakMap<z.ZodType, Place>();

/** Follows a path through a file's schema; in a union, it follows the member that the value selects. */
export function placeAt(
  path: readonly PropertyKey[],
  value: unknown,
  schema: z.ZodType = experimentSchema,
): Place | undefined {
  let root = roots.get(schema);
  if (!root) {
    root = z.toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'any',
      override({ zodSchema, jsonSchema }) {
        const inner = zodSchema as unknown as z.ZodType;
        const label = fieldMeta.get(inner)?.label;
        const titles = titlesOf(inner);
        Object.assign(jsonSchema, label && { label }, titles && { titles });
      },
    });
    roots.set(schema, root);
  }
  let place: Place | undefined = member(root, value);
  let inner = value;
  for (const key of path) {
    inner = (inner as Record<PropertyKey, unknown> | undefined)?.[key];
    const next: unknown =
      typeof key === 'number'
        ? (place?.prefixItems?.[key] ?? place?.items)
        : place?.properties?.[String(key)];
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

/** Fields of an object, by their labels; in the terminal by their names. */
export const fieldsAt = (place: Place | undefined): CodedText =>
  enumerated(Object.entries(place?.properties ?? {}).map(([name, inner]) => fieldName(name, inner as Place)));

const fieldName = (name: string, { label }: Place): CodedText =>
  coded(name, label ?? fieldWords[name] ?? quoted(name));

/** A field as a file calls it, which was probably meant, with its label. */
export function fieldAt(place: Place | undefined, name: string): CodedText {
  const inner = place?.properties?.[name];
  const label = typeof inner === 'object' ? ((inner as Place).label ?? fieldWords[name]) : undefined;
  return asWritten(name, label);
}

/** A value as a file calls it, which was probably meant, with its title. */
export const valueAt = (titles: Place['titles'], value: string): CodedText =>
  asWritten(value, titles?.[value]);

const asWritten = (name: string, words: Text | undefined): CodedText =>
  coded(`"${name}"`, words ? say(`"${name}" (${words.en})`, `“${name}”（${words['zh-CN']}）`) : quoted(name));

/** Values or kinds, by their titles; in the terminal by their codes. */
export const optionsIn = (titles: Place['titles'], values: readonly string[]): CodedText =>
  enumerated(values.map((value) => coded(value, titles?.[value] ?? say(value, value))));

const quoted = (name: string): Text => say(`"${name}"`, `“${name}”`);

const join = (texts: readonly CodedText[], en: string, chinese: string): CodedText => ({
  en: texts.map((text) => text.en).join(en),
  'zh-CN': texts.map((text) => text['zh-CN']).join(chinese),
  code: texts.map((text) => textFor(text, 'code')).join(en),
});

/** The allowed values at a place, in words. */
export function allowedAt(place: Place | undefined): CodedText {
  if (!place) return say('a field of the format', '格式中的字段');
  const options = (place.anyOf ?? place.oneOf) as Place[] | undefined;
  if (options) {
    const kinds = options.map(({ properties }) => (properties?.kind as Place | undefined)?.const);
    if (kinds.every((kind) => typeof kind === 'string')) {
      const list = optionsIn(place.titles, kinds);
      return {
        en: `one of ${list.en}`,
        'zh-CN': `以下之一：${list['zh-CN']}`,
        code: `an object whose kind is one of ${list.code}`,
      };
    }
    return join(options.map(allowedAt), ' or ', ' 或 ');
  }
  if (place.const !== undefined) {
    const title = place.titles?.[String(place.const)];
    const written = JSON.stringify(place.const);
    return title ? coded(written, title) : say(written, written);
  }
  if (place.enum) return optionsIn(place.titles, place.enum.map(String));
  switch (place.type) {
    case 'integer':
      return range(place, say('a whole number', '整数'));
    case 'number':
      return range(place, say('a number', '数'));
    case 'boolean':
      return coded('true, false', say('on or off', '开或关'));
    case 'null':
      return coded('null', say('nothing', '留空'));
    case 'string':
      return place.maxLength === undefined
        ? say('text', '文本')
        : say(`text of at most ${place.maxLength} characters`, `至多 ${place.maxLength} 个字符的文本`);
    case 'array':
      return list(place);
    default:
      return anObject;
  }
}

/** What stands between braces in a file. */
export const anObject: CodedText = coded(
  'an object',
  say('a group of settings in braces { }', '花括号 { } 中的一组设置'),
);

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

function list({ minItems, maxItems, items, prefixItems }: Place): CodedText {
  if (prefixItems) {
    const [each, count] = [
      join(
        prefixItems.map((one) => allowedAt(one as Place)),
        ', ',
        '、',
      ),
      prefixItems.length,
    ];
    return { en: `a list of ${count} items: ${each.en}`, 'zh-CN': `${count} 项的列表：${each['zh-CN']}` };
  }
  const each = allowedAt(typeof items === 'object' ? (items as Place) : undefined);
  const least = minItems ?? 0;
  const [en, chinese] =
    maxItems === undefined
      ? [`at least ${least}`, `至少 ${least}`]
      : [`${least} to ${maxItems}`, `${least} 到 ${maxItems}`];
  return {
    en: `a list of ${en} items, each ${each.en}`,
    'zh-CN': `${chinese} 项的列表，每项为${each['zh-CN']}`,
    code: `a list of ${en} items, each ${textFor(each, 'code')}`,
  };
}
