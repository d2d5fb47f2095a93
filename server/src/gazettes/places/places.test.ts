import { isPlace, isPlaceInitial, placeAtStart } from '.';

test('provinces, cities, counties, districts and leagues are places', () => {
  for (const name of [
    '山西省',
    '朔州市',
    '怀仁市',
    '延平区',
    '五华县',
    '锡林郭勒盟',
    '内蒙古自治区',
    '恩施土家族苗族自治州',
  ])
    expect(isPlace(name)).toBe(true);
  expect(isPlace('溯州市')).toBe(false);
  expect(isPlace('市辖区')).toBe(false);
});

test('an organ’s name begins with a place, in full or short', () => {
  expect(placeAtStart('徐州市人民政府')).toBe('徐州市');
  expect(placeAtStart('常德经开区公安局')).toBe('常德');
  expect(placeAtStart('财政局')).toBe('');
});

test('letters that numbers begin with', () => {
  expect(['晋', '忻', '同', '徐'].every(isPlaceInitial)).toBe(true);
  expect(isPlaceInitial('溯')).toBe(false);
});
