import { expect, test } from 'vitest';
import { queryAddress, readQuery } from '../../../../src/features/library/query';
import { filters, orders } from '../../../../src/features/library/select';

const library = 'https://lab.example/?page=library';

test('every choice of the library has an address that leads back to it', () => {
  for (const filter of filters) {
    for (const order of orders) {
      const query = { search: 'tanh & “He” 50 %', filter, order };
      const { search } = new URL(queryAddress(library, query));
      expect(readQuery(search)).toEqual(query);
      expect(search).toContain('page=library');
    }
  }
});

test('the usual choice has the library’s own address, and what is unknown is the usual', () => {
  const usual = readQuery('');
  expect(queryAddress(`${library}&show=pinned&sort=loss&find=x`, usual)).toBe(library);
  expect(readQuery('?page=library&show=everything&sort=colour')).toEqual(usual);
});
